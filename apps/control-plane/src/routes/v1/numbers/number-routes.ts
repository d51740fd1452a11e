import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { createNumberRoute } from './create-number.ts';
import { deleteNumberRoute } from './delete-number.ts';
import { getNumberRoute } from './get-number.ts';
import { listNumbersRoute } from './list-numbers.ts';
import { purchaseNumberRoute } from './purchase-number.ts';
import { updateNumberRoute } from './update-number.ts';

export function numberRoutes(app: App, dependencies: Dependencies): void {
  listNumbersRoute(app, dependencies);
  createNumberRoute(app, dependencies);
  purchaseNumberRoute(app, dependencies);
  getNumberRoute(app, dependencies);
  updateNumberRoute(app, dependencies);
  deleteNumberRoute(app, dependencies);
}
