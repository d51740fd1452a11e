CREATE TABLE "knowledge_documents" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"pages" integer,
	"characters" integer NOT NULL,
	"passages" integer NOT NULL,
	"created_by" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_documents_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "knowledge_documents_content_key" UNIQUE("tenant_id","sha256")
);
--> statement-breakpoint
ALTER TABLE "knowledge_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" DROP CONSTRAINT "knowledge_chunks_item_fk";
--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD COLUMN "of_item" text GENERATED ALWAYS AS (case when starts_with("knowledge_chunks"."item_id", 'doc_') then null else "knowledge_chunks"."item_id" end) STORED;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD COLUMN "of_document" text GENERATED ALWAYS AS (case when starts_with("knowledge_chunks"."item_id", 'doc_') then "knowledge_chunks"."item_id" end) STORED;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD COLUMN "page" integer;--> statement-breakpoint
ALTER TABLE "knowledge_documents" ADD CONSTRAINT "knowledge_documents_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_document_fk" FOREIGN KEY ("tenant_id","of_document") REFERENCES "public"."knowledge_documents"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_item_fk" FOREIGN KEY ("tenant_id","of_item") REFERENCES "public"."knowledge_items"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_chunks_item_idx" ON "knowledge_chunks" USING btree ("tenant_id","of_item");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_document_idx" ON "knowledge_chunks" USING btree ("tenant_id","of_document") WHERE "knowledge_chunks"."of_document" is not null;--> statement-breakpoint
CREATE POLICY "knowledge_documents_tenant" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "parley_app" USING ("knowledge_documents"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("knowledge_documents"."tenant_id" = (select current_setting('app.tenant_id', true)));