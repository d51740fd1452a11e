import type { SessionBrief } from '@parley/contracts';
import type { FillIn } from '../call-variables.ts';
import { section } from './section.ts';

/** What holds for this call: the time, whether the business is open, whom the caller may ask for. */
export function rightNow(brief: SessionBrief, fillIn: FillIn): string {
  const { config, is_open: isOpen } = brief;
  const lines = [fillIn('It is {{weekday}}, {{date}}, {{time}} at the business.')];
  if (config.opening_hours !== null) {
    lines.push(
      isOpen
        ? 'The business is open.'
        : 'The business is closed, and the caller has been told so. Nobody can come to the phone: offer to take a message.',
    );
  }
  if (config.transfer_targets.length > 0) {
    const reachable = config.transfer_targets.filter(
      ({ available }) => isOpen || available === 'always' || !canTransfer(brief),
    );
    const names = reachable.map(({ label, when }) => (when === '' ? label : `${label} (${when})`));
    const template = fillIn(config.templates.transfer);
    const asked = `Callers may ask for: ${names.join('; ')}.`;
    if (canTransfer(brief)) {
      const say = template === '' ? 'say that you connect them' : `say: "${template}"`;
      lines.push(`${asked} Then ${say}, and call transfer_call in the same breath.`);
    } else {
      const say = template === '' ? 'say that you will pass the message on' : `say: "${template}"`;
      lines.push(`${asked} You cannot connect a call: ${say}, and take a message for them.`);
    }
  }
  return section('Right now', lines.join('\n'));
}

/** Only telephone calls can be passed on. */
const canTransfer = ({ call, config }: SessionBrief): boolean =>
  call !== null && config.tools.includes('transfer_call');
