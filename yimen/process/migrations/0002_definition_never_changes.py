"""What is published never changes: the database refuses to update a definition."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION process_definition_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published process never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER process_definition_never_changes BEFORE UPDATE ON process_definition
    FOR EACH ROW EXECUTE FUNCTION process_definition_never_changes();
"""
ALLOW = """
DROP TRIGGER process_definition_never_changes ON process_definition;
DROP FUNCTION process_definition_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("process", "0001_first_release")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
