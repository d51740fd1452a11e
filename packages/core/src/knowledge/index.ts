export {
  getKnowledgeCategoryVersion,
  listKnowledgeCategoryVersions,
} from './category-versions.ts';
export { createKnowledgeItem } from './create-item.ts';
export { deleteKnowledgeItem } from './delete-item.ts';
export { createKnowledgeDocument } from './documents/create-document.ts';
export { deleteKnowledgeDocument } from './documents/delete-document.ts';
export {
  getKnowledgeDocument,
  listDocumentPassages,
  listKnowledgeDocuments,
} from './documents/get-document.ts';
export { countEmbedded } from './embeddings/count-embedded.ts';
export { embedKnowledge } from './embeddings/embed-knowledge.ts';
export { getKnowledgeCategory } from './get-category.ts';
export { getKnowledgeItem, getKnowledgeItemHistory } from './get-item.ts';
export { listKnowledgeCategories } from './list-categories.ts';
export { listKnowledgeItems } from './list-items.ts';
export { replaceKnowledgeCategory } from './replace-category.ts';
export { restoreKnowledgeCategory } from './restore-category.ts';
export { reviewKnowledgeItem } from './review-item.ts';
export { searchKnowledge } from './search-knowledge.ts';
export { exportKnowledge } from './transfer/export-knowledge.ts';
export { importKnowledge } from './transfer/import-knowledge.ts';
export { writeCsv as writeKnowledgeCsv } from './transfer/write-csv.ts';
export { updateKnowledgeItem } from './update-item.ts';
