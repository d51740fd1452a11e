CREATE TABLE "campaign_contacts" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"number" text NOT NULL,
	"variables" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"outcome" text,
	"outcome_detail" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failures" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"next_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_contacts_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "campaign_contacts_state_check" CHECK ("campaign_contacts"."state" in ('waiting', 'calling', 'parked', 'done', 'exhausted', 'opted_out', 'blocked', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "campaign_contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"agent_id" text NOT NULL,
	"agent_version_id" text,
	"agent_version" integer,
	"number_id" text,
	"from_number" text NOT NULL,
	"purpose" text NOT NULL,
	"calling_window" jsonb,
	"calls_per_minute" integer NOT NULL,
	"concurrency" integer NOT NULL,
	"retries" jsonb NOT NULL,
	"most_attempts" integer NOT NULL,
	"best_time" text NOT NULL,
	"next_slot_at" timestamp (3) with time zone,
	"filled_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "campaigns_state_check" CHECK ("campaigns"."state" in ('draft', 'running', 'paused', 'stopped', 'completed')),
	CONSTRAINT "campaigns_purpose_check" CHECK ("campaigns"."purpose" in ('informational', 'marketing')),
	CONSTRAINT "campaigns_best_time_check" CHECK ("campaigns"."best_time" in ('as_due', 'vary'))
);
--> statement-breakpoint
ALTER TABLE "campaigns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "campaign_contact_id" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "attempt" integer;--> statement-breakpoint
ALTER TABLE "campaign_contacts" ADD CONSTRAINT "campaign_contacts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_contacts" ADD CONSTRAINT "campaign_contacts_campaign_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_agent_fk" FOREIGN KEY ("tenant_id","agent_id") REFERENCES "public"."agents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_contacts_number_key" ON "campaign_contacts" USING btree ("tenant_id","campaign_id","number");--> statement-breakpoint
CREATE INDEX "campaign_contacts_due_idx" ON "campaign_contacts" USING btree ("tenant_id","campaign_id","state","next_at","id");--> statement-breakpoint
CREATE INDEX "campaign_contacts_again_idx" ON "campaign_contacts" USING btree ("tenant_id","campaign_id","next_at","id") WHERE state = 'waiting' and attempts > 0;--> statement-breakpoint
CREATE INDEX "campaigns_running_idx" ON "campaigns" USING btree ("state","tenant_id");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_campaign_contact_fk" FOREIGN KEY ("tenant_id","campaign_contact_id") REFERENCES "public"."campaign_contacts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_attempt_key" ON "calls" USING btree ("tenant_id","campaign_contact_id","attempt");--> statement-breakpoint
CREATE POLICY "campaign_contacts_tenant" ON "campaign_contacts" AS PERMISSIVE FOR ALL TO "parley_app" USING ("campaign_contacts"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("campaign_contacts"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "campaigns_tenant" ON "campaigns" AS PERMISSIVE FOR ALL TO "parley_app" USING ("campaigns"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("campaigns"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "campaigns_system" ON "campaigns" AS PERMISSIVE FOR SELECT TO "parley_system" USING (true);