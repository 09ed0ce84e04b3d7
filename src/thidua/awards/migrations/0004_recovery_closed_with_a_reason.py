from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0003_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="recovery",
            name="artefact_reason",
            field=models.CharField(
                blank=True, default="", max_length=300, verbose_name="lý do không thu hồi hiện vật"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="recovery",
            name="prize_reason",
            field=models.CharField(
                blank=True, default="", max_length=300, verbose_name="lý do không thu hồi tiền"
            ),
            preserve_default=False,
        ),
    ]
