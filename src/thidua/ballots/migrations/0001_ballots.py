"""Secret ballots: papers, rolls, sealed envelopes, published lists."""

import django.db.models.deletion
from django.db import migrations, models

import thidua.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0003_unit_shows_nothing_outside"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("subject_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=300, verbose_name="nội dung")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Đang chuẩn bị"),
                            ("open", "Đang bỏ phiếu"),
                            ("closed", "Đã kiểm phiếu"),
                            ("voided", "Đã hủy"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("members", models.PositiveIntegerField(verbose_name="tổng số thành viên")),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="bỏ phiếu đến hết ngày"),
                ),
                ("opened_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("public_key", models.CharField(blank=True, max_length=64)),
                (
                    "collected",
                    models.PositiveIntegerField(null=True, verbose_name="số phiếu thu về"),
                ),
                ("valid", models.PositiveIntegerField(null=True, verbose_name="số phiếu hợp lệ")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="lý do hủy"),
                ),
                ("is_cleared", models.BooleanField(default=False)),
                ("folded", thidua.core.fields.FoldedField(sources=("title",))),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "subject_id"], name="ballots_bal_kind_98de86_idx"),
                    models.Index(
                        fields=["state", "is_cleared"], name="ballots_bal_state_db8c95_idx"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            models.Q(("public_key", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="open_ballot_has_its_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("collected__isnull", False), ("valid__lte", models.F("collected"))
                            ),
                            _connector="OR",
                        ),
                        name="closed_ballot_is_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Voter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voted", models.BooleanField(null=True)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voters",
                        to="ballots.ballot",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=300)),
                ("topic", models.CharField(blank=True, max_length=100)),
                ("order", models.PositiveIntegerField()),
                ("threshold", models.JSONField(null=True)),
                ("agree", models.PositiveIntegerField(null=True)),
                ("disagree", models.PositiveIntegerField(null=True)),
                ("blank", models.PositiveIntegerField(null=True)),
                ("written_agree", models.PositiveIntegerField(default=0)),
                ("written_disagree", models.PositiveIntegerField(default=0)),
                ("written_blank", models.PositiveIntegerField(default=0)),
                ("passed", models.BooleanField(null=True)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="ballots.ballot",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("agree", "đồng ý"),
                            ("disagree", "không đồng ý"),
                            ("blank", "không có ý kiến"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="ballots.item",
                    ),
                ),
            ],
            options={
                "ordering": ["item_id", "choice"],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receipts",
                        to="ballots.ballot",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.AddConstraint(
            model_name="voter",
            constraint=models.UniqueConstraint(fields=("ballot", "person"), name="one_place_each"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("ballot", "key"), name="one_item_per_key"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                fields=("ballot", "order"), name="one_item_per_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("ballot", "code"), name="one_code_each"),
        ),
        migrations.SeparateDatabaseAndState(
            # Each open ballot attaches a partition of its own, dropped when it is over.
            database_operations=[
                migrations.RunSQL(
                    """
                    CREATE TABLE ballots_envelope (
                        voter_id bigint NOT NULL,
                        ballot_id bigint NOT NULL,
                        receipt bytea NOT NULL,
                        sealed bytea NOT NULL,
                        PRIMARY KEY (ballot_id, voter_id),
                        CONSTRAINT one_receipt UNIQUE (ballot_id, receipt)
                    ) PARTITION BY LIST (ballot_id)
                    """,
                    "DROP TABLE ballots_envelope",
                )
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Envelope",
                    fields=[
                        (
                            "voter",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="ballots.voter",
                            ),
                        ),
                        ("receipt", models.BinaryField(max_length=32)),
                        ("sealed", models.BinaryField()),
                        (
                            "ballot",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ballots.ballot",
                            ),
                        ),
                    ],
                ),
                migrations.AddConstraint(
                    model_name="envelope",
                    constraint=models.UniqueConstraint(
                        fields=("ballot", "receipt"), name="one_receipt"
                    ),
                ),
            ],
        ),
    ]
