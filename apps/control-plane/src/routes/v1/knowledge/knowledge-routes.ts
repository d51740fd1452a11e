import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { acceptCsv } from '../csv/accept-csv.ts';
import { createItemRoute } from './create-item.ts';
import { deleteItemRoute } from './delete-item.ts';
import { documentRoutes } from './documents/document-routes.ts';
import { exportRoute } from './export.ts';
import { getCategoryRoute } from './get-category.ts';
import { getCategoryVersionRoute } from './get-category-version.ts';
import { getItemRoute } from './get-item.ts';
import { getItemHistoryRoute } from './get-item-history.ts';
import { importRoute } from './import.ts';
import { listCategoriesRoute } from './list-categories.ts';
import { listCategoryVersionsRoute } from './list-category-versions.ts';
import { listItemsRoute } from './list-items.ts';
import { replaceCategoryRoute } from './replace-category.ts';
import { restoreCategoryRoute } from './restore-category.ts';
import { reviewItemRoute } from './review-item.ts';
import { searchRoute } from './search.ts';
import { updateItemRoute } from './update-item.ts';

export function knowledgeRoutes(app: App, dependencies: Dependencies): void {
  createItemRoute(app, dependencies);
  deleteItemRoute(app, dependencies);
  documentRoutes(app, dependencies);
  exportRoute(app, dependencies);
  getCategoryVersionRoute(app, dependencies);
  getCategoryRoute(app, dependencies);
  getItemHistoryRoute(app, dependencies);
  getItemRoute(app, dependencies);
  listCategoriesRoute(app, dependencies);
  listCategoryVersionsRoute(app, dependencies);
  listItemsRoute(app, dependencies);
  replaceCategoryRoute(app, dependencies);
  restoreCategoryRoute(app, dependencies);
  reviewItemRoute(app, dependencies);
  searchRoute(app, dependencies);
  updateItemRoute(app, dependencies);
  app.register(async (child: App) => {
    acceptCsv(child);
    importRoute(child, dependencies);
  });
}
