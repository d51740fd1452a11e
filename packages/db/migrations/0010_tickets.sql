CREATE TABLE "ticket_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"author" jsonb NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ticket_comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_counters" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ticket_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "session_events" ADD COLUMN "words" "tsvector" GENERATED ALWAYS AS (case when "session_events"."segment_id" is not null then to_tsvector('english', "session_events"."event" ->> 'text') end) STORED;--> statement-breakpoint
-- Tickets that are there get their numbers by age; the owner of a forced table sees none of them otherwise.
ALTER TABLE "tickets" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "number" integer;--> statement-breakpoint
UPDATE "tickets" SET "number" = "counted"."number" FROM (
  SELECT "id", row_number() OVER (PARTITION BY "tenant_id" ORDER BY "created_at", "id") AS "number" FROM "tickets"
) AS "counted" WHERE "tickets"."id" = "counted"."id";--> statement-breakpoint
INSERT INTO "ticket_counters" ("tenant_id", "last") SELECT "tenant_id", max("number") FROM "tickets" GROUP BY "tenant_id";--> statement-breakpoint
ALTER TABLE "tickets" ALTER COLUMN "number" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "assignee_id" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "facts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "duplicate_of" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_tenant_key" UNIQUE("tenant_id","id");--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_number_key" UNIQUE("tenant_id","number");--> statement-breakpoint
ALTER TABLE "ticket_comments" ADD CONSTRAINT "ticket_comments_ticket_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."tickets"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_counters" ADD CONSTRAINT "ticket_counters_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_comments_ticket_idx" ON "ticket_comments" USING btree ("tenant_id","ticket_id","id");--> statement-breakpoint
CREATE INDEX "session_events_transcript_idx" ON "session_events" USING btree ("tenant_id","session_id","seq") WHERE segment_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_phone_idx" ON "tickets" USING btree ("tenant_id","phone","created_at");--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_priority_check" CHECK ("tickets"."priority" in ('low', 'normal', 'high', 'urgent'));--> statement-breakpoint
CREATE POLICY "ticket_comments_tenant" ON "ticket_comments" AS PERMISSIVE FOR ALL TO "parley_app" USING ("ticket_comments"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("ticket_comments"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "ticket_counters_tenant" ON "ticket_counters" AS PERMISSIVE FOR ALL TO "parley_app" USING ("ticket_counters"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("ticket_counters"."tenant_id" = (select current_setting('app.tenant_id', true)));