import type { ListUpdate } from '@livekit/protocol';
import { invalidArgument } from './twirp-error.ts';

function validate({ set, add, remove, clear }: ListUpdate): void {
  const changes = add.length + remove.length;
  if (!clear && set.length + changes === 0) throw invalidArgument('unsupported list update operation');
  if (clear && set.length + changes > 0)
    throw invalidArgument('cannot clear and change the list at the same time');
  if (set.length > 0 && changes > 0) throw invalidArgument('cannot set and change the list at the same time');
  if ([...set, ...add, ...remove].includes('')) throw invalidArgument('empty element in the list');
}

/** @throws TwirpError */
export function applyListUpdate(list: string[], update: ListUpdate | undefined): string[] {
  if (!update) return list;
  validate(update);
  if (update.clear) return [];
  if (update.set.length > 0) return [...update.set];
  const kept = list.filter((item) => !update.remove.includes(item));
  return [...kept, ...update.add.filter((item) => !kept.includes(item))];
}
