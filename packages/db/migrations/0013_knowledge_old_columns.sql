ALTER TABLE "knowledge_items" DROP COLUMN "search_vector";--> statement-breakpoint
ALTER TABLE "knowledge_items" DROP COLUMN "text";--> statement-breakpoint
ALTER TABLE "knowledge_items" DROP COLUMN "keywords";
