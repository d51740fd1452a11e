import { Notice } from '../../components/notice.tsx';

export const IncompleteLink = () => (
  <Notice
    severity="notice"
    title="This link is not complete"
    advice="Open it from the mail once more, or copy all of it."
  />
);
