-- Named by the policies below; see 0000_roles and the next migration.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_gate') THEN
    CREATE ROLE parley_gate NOLOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT;
  END IF;
END
$$;--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"number" text NOT NULL,
	"purpose" text NOT NULL,
	"level" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"source" text NOT NULL,
	"evidence" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_purpose_check" CHECK ("consents"."purpose" in ('informational', 'marketing')),
	CONSTRAINT "consents_level_check" CHECK ("consents"."level" in ('express', 'express_written'))
);
--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dial_policies" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"policy" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dial_policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dials" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"call_id" text,
	"session_id" text,
	"to_number" text NOT NULL,
	"purpose" text NOT NULL,
	"allowed" boolean NOT NULL,
	"reason" text,
	"decision" jsonb NOT NULL,
	"cents_per_minute" double precision NOT NULL,
	"reserved_cents" integer NOT NULL,
	"cost_cents" integer,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dials_kind_check" CHECK ("dials"."kind" in ('call', 'transfer')),
	CONSTRAINT "dials_purpose_check" CHECK ("dials"."purpose" in ('informational', 'marketing'))
);
--> statement-breakpoint
ALTER TABLE "dials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "do_not_call" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"number" text NOT NULL,
	"source" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"session_id" text,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "do_not_call_source_check" CHECK ("do_not_call"."source" in ('manual', 'import', 'call'))
);
--> statement-breakpoint
ALTER TABLE "do_not_call" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "global_do_not_call" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"source" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "global_do_not_call" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "block_reason" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "next_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "cost_cents" integer;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dial_policies" ADD CONSTRAINT "dial_policies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dials" ADD CONSTRAINT "dials_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dials" ADD CONSTRAINT "dials_call_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "do_not_call" ADD CONSTRAINT "do_not_call_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_number_idx" ON "consents" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE INDEX "consents_tenant_id_idx" ON "consents" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "dials_number_idx" ON "dials" USING btree ("tenant_id","to_number","decided_at");--> statement-breakpoint
CREATE INDEX "dials_spend_idx" ON "dials" USING btree ("tenant_id","decided_at","reserved_cents","cost_cents") WHERE allowed;--> statement-breakpoint
CREATE INDEX "dials_recent_idx" ON "dials" USING btree ("decided_at") WHERE allowed;--> statement-breakpoint
CREATE INDEX "dials_call_idx" ON "dials" USING btree ("tenant_id","call_id");--> statement-breakpoint
CREATE UNIQUE INDEX "do_not_call_number_key" ON "do_not_call" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE INDEX "do_not_call_tenant_id_idx" ON "do_not_call" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "global_do_not_call_number_key" ON "global_do_not_call" USING btree ("number");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_purpose_check" CHECK ("calls"."purpose" in ('informational', 'marketing'));--> statement-breakpoint
CREATE POLICY "calls_gate" ON "calls" AS PERMISSIVE FOR SELECT TO "parley_gate" USING (true);--> statement-breakpoint
CREATE POLICY "consents_tenant" ON "consents" AS PERMISSIVE FOR ALL TO "parley_app" USING ("consents"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("consents"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "dial_policies_tenant" ON "dial_policies" AS PERMISSIVE FOR ALL TO "parley_app" USING ("dial_policies"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("dial_policies"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "dials_tenant" ON "dials" AS PERMISSIVE FOR ALL TO "parley_app" USING ("dials"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("dials"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "dials_gate" ON "dials" AS PERMISSIVE FOR SELECT TO "parley_gate" USING (true);--> statement-breakpoint
CREATE POLICY "do_not_call_tenant" ON "do_not_call" AS PERMISSIVE FOR ALL TO "parley_app" USING ("do_not_call"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("do_not_call"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "global_do_not_call_gate" ON "global_do_not_call" AS PERMISSIVE FOR ALL TO "parley_gate" USING (true) WITH CHECK (true);