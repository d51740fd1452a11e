CREATE TABLE "recordings" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"session_id" text NOT NULL,
	"consent" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"length_ms" bigint NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"stored_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recordings_consent_check" CHECK ("recordings"."consent" in ('not_required', 'announced', 'agreed'))
);
--> statement-breakpoint
ALTER TABLE "recordings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_session_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "recordings_session_key" ON "recordings" USING btree ("tenant_id","session_id");--> statement-breakpoint
CREATE INDEX "recordings_expires_idx" ON "recordings" USING btree ("expires_at");--> statement-breakpoint
CREATE POLICY "recordings_tenant" ON "recordings" AS PERMISSIVE FOR ALL TO "parley_app" USING ("recordings"."tenant_id" = (select current_setting('app.tenant_id', true))) WITH CHECK ("recordings"."tenant_id" = (select current_setting('app.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "recordings_system" ON "recordings" AS PERMISSIVE FOR SELECT TO "parley_system" USING (true);