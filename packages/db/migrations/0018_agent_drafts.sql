ALTER TABLE "agent_versions" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_versions" ADD COLUMN "restored_from" integer;--> statement-breakpoint
ALTER TABLE "agent_versions" ADD COLUMN "published_by" jsonb;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "status" text DEFAULT 'draft' NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "draft" jsonb;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "published_version" integer;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
-- What served until now goes on serving. The owner has to see every tenant's rows.
ALTER TABLE "agents" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agent_versions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "agent_versions" SET "config" = ("config" - 'language') || jsonb_build_object('languages',
  jsonb_build_object('first', coalesce("config"->>'language', 'en'))) WHERE NOT "config" ? 'languages';--> statement-breakpoint
UPDATE "agents" SET "status" = 'active', "published_version" = v."version", "draft" = v."config", "updated_at" = "agents"."created_at"
  FROM "agent_versions" v WHERE v."tenant_id" = "agents"."tenant_id" AND v."agent_id" = "agents"."id" AND NOT EXISTS (
    SELECT FROM "agent_versions" later WHERE later."tenant_id" = v."tenant_id" AND later."agent_id" = v."agent_id"
      AND later."version" > v."version");--> statement-breakpoint
UPDATE "agents" SET "draft" = '{"greeting": "Hello, how can I help you?", "persona": "You are a friendly receptionist."}'
  WHERE "draft" IS NULL;--> statement-breakpoint
ALTER TABLE "agents" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agent_versions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agents" ALTER COLUMN "draft" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_status_check" CHECK ("agents"."status" in ('draft', 'active', 'inactive'));--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_active_check" CHECK ("agents"."status" = 'draft' or "agents"."published_version" is not null);