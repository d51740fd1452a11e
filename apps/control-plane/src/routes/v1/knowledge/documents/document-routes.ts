import type { Dependencies } from '../../../../dependencies.ts';
import type { App } from '../../../app-type.ts';
import { createDocumentRoute } from './create-document.ts';
import { deleteDocumentRoute } from './delete-document.ts';
import { getDocumentRoute } from './get-document.ts';
import { listDocumentsRoute } from './list-documents.ts';
import { listPassagesRoute } from './list-passages.ts';
import { acceptMultipart } from './read-upload.ts';

export function documentRoutes(app: App, dependencies: Dependencies): void {
  listDocumentsRoute(app, dependencies);
  getDocumentRoute(app, dependencies);
  listPassagesRoute(app, dependencies);
  deleteDocumentRoute(app, dependencies);
  app.register(async (child: App) => {
    await acceptMultipart(child);
    createDocumentRoute(child, dependencies);
  });
}
