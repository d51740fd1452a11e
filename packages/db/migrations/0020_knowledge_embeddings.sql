CREATE TABLE "knowledge_embeddings" (
	"tenant_id" text NOT NULL,
	"item_id" text NOT NULL,
	"part" integer NOT NULL,
	"model" text NOT NULL,
	"embedding" real[] NOT NULL,
	CONSTRAINT "knowledge_embeddings_tenant_id_item_id_part_pk" PRIMARY KEY("tenant_id","item_id","part")
);
--> statement-breakpoint
ALTER TABLE "knowledge_embeddings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "knowledge_embeddings" ADD CONSTRAINT "knowledge_embeddings_chunk_fk" FOREIGN KEY ("tenant_id","item_id","part") REFERENCES "public"."knowledge_chunks"("tenant_id","item_id","part") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_embeddings_model_idx" ON "knowledge_embeddings" USING btree ("tenant_id","model");--> statement-breakpoint
CREATE POLICY "knowledge_embeddings_tenant" ON "knowledge_embeddings" AS PERMISSIVE FOR ALL TO "parley_app" USING ("knowledge_embeddings"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("knowledge_embeddings"."tenant_id" = (select current_setting('app.tenant_id', true)));