"""The database refuses to change what a published or a scheduled version says."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION catalogue_published_never_changes() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    -- what the life of a version writes; everything else is what it says
    life CONSTANT text[] := ARRAY['state', 'number', 'effective_on', 'reviewed_by', 'published_at'];
BEGIN
    IF OLD.state = 'published' THEN
        RAISE EXCEPTION 'A published version never changes: make a new one (item %, number %).',
            OLD.item_id, OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'scheduled' THEN
        IF TG_OP = 'DELETE' OR to_jsonb(NEW) - life <> to_jsonb(OLD) - life THEN
            RAISE EXCEPTION 'A reviewed version does not change: call it off (item %, number %).',
                OLD.item_id, OLD.number USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER published_never_changes BEFORE UPDATE OR DELETE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_never_changes();
"""
BACKWARD = """
DROP TRIGGER published_never_changes ON catalogue_itemversion;
DROP FUNCTION catalogue_published_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_first_release")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
