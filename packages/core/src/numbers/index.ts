export { createNumber } from './create-number.ts';
export { deleteNumber } from './delete-number.ts';
export { getNumber } from './get-number.ts';
export { listNumbers } from './list-numbers.ts';
export { updateNumber } from './update-number.ts';
