CREATE TABLE "knowledge_chunks" (
	"tenant_id" text NOT NULL,
	"item_id" text NOT NULL,
	"part" integer NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"keywords" text NOT NULL,
	"search_vector" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', "knowledge_chunks"."title" || ' ' || "knowledge_chunks"."keywords"), 'A') || setweight(to_tsvector('english', "knowledge_chunks"."text"), 'C')) STORED,
	CONSTRAINT "knowledge_chunks_tenant_id_item_id_part_pk" PRIMARY KEY("tenant_id","item_id","part")
);
--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_words" (
	"tenant_id" text NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	"chunks" integer NOT NULL,
	CONSTRAINT "knowledge_words_tenant_id_word_pk" PRIMARY KEY("tenant_id","word")
);
--> statement-breakpoint
ALTER TABLE "knowledge_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_categories" (
	"tenant_id" text NOT NULL,
	"category" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_categories_tenant_id_category_pk" PRIMARY KEY("tenant_id","category")
);
--> statement-breakpoint
ALTER TABLE "knowledge_categories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_category_versions" (
	"tenant_id" text NOT NULL,
	"category" text NOT NULL,
	"revision" integer NOT NULL,
	"items" jsonb NOT NULL,
	"item_count" integer NOT NULL,
	"actor" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_category_versions_tenant_id_category_revision_pk" PRIMARY KEY("tenant_id","category","revision")
);
--> statement-breakpoint
ALTER TABLE "knowledge_category_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_item_versions" (
	"tenant_id" text NOT NULL,
	"item_id" text NOT NULL,
	"revision" integer NOT NULL,
	"change" text NOT NULL,
	"category" text NOT NULL,
	"data" jsonb NOT NULL,
	"source" jsonb NOT NULL,
	"quote" text,
	"confidence" double precision NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"actor" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_item_versions_tenant_id_item_id_revision_pk" PRIMARY KEY("tenant_id","item_id","revision")
);
--> statement-breakpoint
ALTER TABLE "knowledge_item_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "knowledge_items" ALTER COLUMN "text" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD COLUMN "data" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD COLUMN "source" jsonb DEFAULT '{"kind":"typed"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD COLUMN "quote" text;--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD COLUMN "confidence" double precision DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD COLUMN "reviewed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD CONSTRAINT "knowledge_items_tenant_key" UNIQUE("tenant_id","id");--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_item_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."knowledge_items"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_words" ADD CONSTRAINT "knowledge_words_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_categories" ADD CONSTRAINT "knowledge_categories_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_category_versions" ADD CONSTRAINT "knowledge_category_versions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_item_versions" ADD CONSTRAINT "knowledge_item_versions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_category_versions_tenant_idx" ON "knowledge_category_versions" USING btree ("tenant_id","created_at");--> statement-breakpoint
ALTER TABLE "knowledge_items" ADD CONSTRAINT "knowledge_items_confidence_check" CHECK ("knowledge_items"."confidence" between 0 and 1);--> statement-breakpoint
CREATE POLICY "knowledge_chunks_tenant" ON "knowledge_chunks" AS PERMISSIVE FOR ALL TO "parley_app" USING ("knowledge_chunks"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("knowledge_chunks"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "knowledge_chunks_search" ON "knowledge_chunks" AS PERMISSIVE FOR SELECT TO "parley_search" USING (true);--> statement-breakpoint
CREATE POLICY "knowledge_words_tenant" ON "knowledge_words" AS PERMISSIVE FOR ALL TO "parley_app" USING ("knowledge_words"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("knowledge_words"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "knowledge_words_search" ON "knowledge_words" AS PERMISSIVE FOR SELECT TO "parley_search" USING (true);--> statement-breakpoint
CREATE POLICY "knowledge_categories_tenant" ON "knowledge_categories" AS PERMISSIVE FOR ALL TO "parley_app" USING ("knowledge_categories"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("knowledge_categories"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "knowledge_category_versions_tenant" ON "knowledge_category_versions" AS PERMISSIVE FOR ALL TO "parley_app" USING ("knowledge_category_versions"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("knowledge_category_versions"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "knowledge_item_versions_tenant" ON "knowledge_item_versions" AS PERMISSIVE FOR ALL TO "parley_app" USING ("knowledge_item_versions"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("knowledge_item_versions"."tenant_id" = (select current_setting('app.tenant_id', true)));