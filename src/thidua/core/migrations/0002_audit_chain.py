"""Triggers chain audit entries as they come, and refuse their change and removal."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION core_auditentry_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Held from here to the commit: entries of an act are its transaction's last statements.
    PERFORM pg_advisory_xact_lock(8301834);
    NEW.id := nextval(pg_get_serial_sequence('core_auditentry', 'id'));
    SELECT hash INTO NEW.previous_hash FROM core_auditentry ORDER BY id DESC LIMIT 1;
    NEW.previous_hash := coalesce(NEW.previous_hash, repeat('0', 64));
    NEW.hash := encode(sha256(convert_to(NEW.previous_hash || NEW.content_hash, 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE TRIGGER core_auditentry_chained BEFORE INSERT ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION core_auditentry_chain();
CREATE FUNCTION core_auditentry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER core_auditentry_append_only BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION core_auditentry_refuse();
CREATE TRIGGER core_auditentry_no_truncate BEFORE TRUNCATE ON core_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION core_auditentry_refuse();
"""
BACKWARD = """
DROP TRIGGER core_auditentry_chained ON core_auditentry;
DROP FUNCTION core_auditentry_chain();
DROP TRIGGER core_auditentry_append_only ON core_auditentry;
DROP TRIGGER core_auditentry_no_truncate ON core_auditentry;
DROP FUNCTION core_auditentry_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
