CREATE TABLE "calls" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"direction" text NOT NULL,
	"state" text NOT NULL,
	"end_reason" text,
	"end_detail" text,
	"number_id" text,
	"trunk_id" text,
	"from_number" text,
	"to_number" text NOT NULL,
	"agent_id" text,
	"agent_version_id" text,
	"session_id" text,
	"variables" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sip_call_ref" text,
	"sip_status" integer,
	"scheduled_at" timestamp (3) with time zone,
	"dialed_at" timestamp (3) with time zone,
	"ringing_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calls_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "calls_direction_check" CHECK ("calls"."direction" in ('inbound', 'outbound')),
	CONSTRAINT "calls_state_check" CHECK ("calls"."state" in ('queued', 'dialing', 'ringing', 'active', 'ended', 'parked')),
	CONSTRAINT "calls_end_check" CHECK (("calls"."state" = 'ended') = ("calls"."end_reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "phone_numbers" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"number" text NOT NULL,
	"trunk_id" text NOT NULL,
	"agent_id" text,
	"outside_hours" jsonb DEFAULT '{"do":"agent"}'::jsonb NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"carrier_ref" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "phone_numbers_tenant_key" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "phone_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sip_trunks" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"carrier" text DEFAULT 'manual' NOT NULL,
	"carrier_ref" text,
	"inbound" jsonb,
	"outbound" jsonb,
	"max_calls" integer,
	"sealed" text,
	"key_version" integer,
	"inbound_ref" text,
	"outbound_ref" text,
	"rule_ref" text,
	"sync_state" text DEFAULT 'pending' NOT NULL,
	"sync_error" text,
	"synced_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sip_trunks_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "sip_trunks_carrier_check" CHECK ("sip_trunks"."carrier" in ('manual', 'twilio')),
	CONSTRAINT "sip_trunks_sync_check" CHECK ("sip_trunks"."sync_state" in ('pending', 'synced', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "sip_trunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "answer_with" text;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_agent_fk" FOREIGN KEY ("tenant_id","agent_id") REFERENCES "public"."agents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_session_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_trunk_fk" FOREIGN KEY ("tenant_id","trunk_id") REFERENCES "public"."sip_trunks"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_agent_fk" FOREIGN KEY ("tenant_id","agent_id") REFERENCES "public"."agents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sip_trunks" ADD CONSTRAINT "sip_trunks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_sip_call_key" ON "calls" USING btree ("tenant_id","sip_call_ref");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_session_key" ON "calls" USING btree ("tenant_id","session_id");--> statement-breakpoint
CREATE INDEX "calls_tenant_created_idx" ON "calls" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "calls_live_idx" ON "calls" USING btree ("state","scheduled_at") WHERE state not in ('ended', 'parked');--> statement-breakpoint
CREATE UNIQUE INDEX "phone_numbers_number_key" ON "phone_numbers" USING btree ("number");--> statement-breakpoint
CREATE INDEX "phone_numbers_tenant_created_idx" ON "phone_numbers" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "phone_numbers_trunk_idx" ON "phone_numbers" USING btree ("tenant_id","trunk_id");--> statement-breakpoint
CREATE INDEX "sip_trunks_tenant_created_idx" ON "sip_trunks" USING btree ("tenant_id","created_at");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_answer_with_check" CHECK ("sessions"."answer_with" in ('voicemail', 'closed_message', 'unavailable_message'));--> statement-breakpoint
CREATE POLICY "calls_tenant" ON "calls" AS PERMISSIVE FOR ALL TO "parley_app" USING ("calls"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("calls"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "calls_system" ON "calls" AS PERMISSIVE FOR SELECT TO "parley_system" USING (true);--> statement-breakpoint
CREATE POLICY "phone_numbers_tenant" ON "phone_numbers" AS PERMISSIVE FOR ALL TO "parley_app" USING ("phone_numbers"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("phone_numbers"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "sip_trunks_tenant" ON "sip_trunks" AS PERMISSIVE FOR ALL TO "parley_app" USING ("sip_trunks"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("sip_trunks"."tenant_id" = (select current_setting('app.tenant_id', true)));