"""What a signature is found to be worth, in the words of a colleague."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Verdict(TextChoices):
    VALID = "valid", gettext_lazy("Chữ ký số hợp lệ")
    UNTRUSTED = "untrusted", gettext_lazy("Nguyên vẹn, chưa rõ nơi cấp chứng thư")
    EXPIRED = "expired", gettext_lazy("Nguyên vẹn, chứng thư đã hết hạn")
    CHANGED = "changed", gettext_lazy("Đã bị thay đổi sau khi ký")


@dataclass(frozen=True)
class Report:
    """One signature: whose certificate, when, and whether it still speaks for the file."""

    who: str
    organisation: str
    issuer: str
    at: datetime | None
    is_timestamped: bool
    verdict: Verdict

    @property
    def tone(self) -> str:
        tones = {Verdict.VALID: "pass", Verdict.CHANGED: "fail"}
        return tones.get(self.verdict, "unknown")

    @property
    def is_intact(self) -> bool:
        return self.verdict != Verdict.CHANGED

    @property
    def words(self) -> str:
        """What it means, and what to do."""
        texts = {
            Verdict.VALID: _(
                "Nội dung còn nguyên như lúc %(who)s ký, chứng thư do nơi tin cậy cấp."
            ),
            Verdict.UNTRUSTED: _(
                "Nội dung còn nguyên như lúc %(who)s ký, nhưng nơi cấp chứng thư chưa có trong "
                "danh sách tin cậy của đơn vị. Hỏi nơi ký, hoặc đề nghị người quản trị thêm chứng "
                "thư gốc."
            ),
            Verdict.EXPIRED: _(
                "Nội dung còn nguyên như lúc %(who)s ký. Chứng thư nay đã hết hạn và tệp không có "
                "dấu thời gian, nên không chứng minh được là đã ký khi chứng thư còn hạn."
            ),
            Verdict.CHANGED: _(
                "Nội dung không còn như lúc %(who)s ký: tệp đã bị sửa hoặc thêm vào. Không dùng "
                "tệp này; hãy xin lại bản gốc từ nơi ban hành."
            ),
        }
        return texts[self.verdict] % {"who": self.who or _("người ký")}
