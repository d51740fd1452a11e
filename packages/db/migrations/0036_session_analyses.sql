CREATE TABLE "session_analyses" (
	"tenant_id" text NOT NULL,
	"session_id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"message" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"model" text,
	"turns_read" integer,
	"turns_total" integer,
	"result" jsonb,
	"usage" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "session_analyses_tenant_id_session_id_version_pk" PRIMARY KEY("tenant_id","session_id","version"),
	CONSTRAINT "session_analyses_state_check" CHECK ("session_analyses"."state" in ('done', 'failed', 'skipped', 'pending'))
);
--> statement-breakpoint
ALTER TABLE "session_analyses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "session_analyses" ADD CONSTRAINT "session_analyses_session_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_analyses_due_idx" ON "session_analyses" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "session_analyses_pending_key" ON "session_analyses" USING btree ("tenant_id","session_id") WHERE state = 'pending';--> statement-breakpoint
CREATE POLICY "session_analyses_tenant" ON "session_analyses" AS PERMISSIVE FOR ALL TO "parley_app" USING ("session_analyses"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("session_analyses"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "session_analyses_system" ON "session_analyses" AS PERMISSIVE FOR SELECT TO "parley_system" USING (true);