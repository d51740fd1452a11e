import type { SipDialog } from '../sip/types.ts';
import type { Call } from './call.ts';
import { reasonOfLoss } from './end-reason.ts';
import type { MediaPath } from './media/open-media-path.ts';

/** From the answer on: what the telephone says ends or changes the call, and the call's end is its BYE. */
export function watchDialog(call: Call, dialog: SipDialog, path: MediaPath): void {
  call.line = { dialog, path };
  call.own('sip', () => {
    if (dialog.open) dialog.bye();
  });
  dialog.on({
    bye: () => call.end('peer-hung-up'),
    lost: (why) => call.end(reasonOfLoss(why)),
    reinvite: (offer) => path.reinvite(offer),
    answered: (sdp) => {
      if (!path.takeAnswer(sdp)) call.end('not-acceptable');
    },
    dtmf: (digit) => path.pressed(digit),
  });
}
