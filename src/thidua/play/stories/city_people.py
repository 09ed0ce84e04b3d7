"""A city's health sector: the department, its union, hospitals with theirs, and their people."""

from datetime import timedelta

from thidua.play.browser import Browser
from thidua.play.stage import Stage
from thidua.play.stories.city_facts import CityFacts, Officer
from thidua.play.stories.company import ADMIN, Company
from thidua.play.stories.movement_acts import SEX

FAMILIES = ("Quách", "Cù", "Kiều", "Bế", "Đèo", "Giàng", "Tòng")
GIVEN = ("Sao Mai", "Hòa Ca", "Bích Khê", "Nguyệt Cầm", "Trà Giang", "Vĩnh Hảo")


class City(Company):
    """Who is there before anything happens."""

    def __init__(self, stage: Stage, facts: CityFacts) -> None:
        super().__init__(stage)
        self.facts = facts

    @property
    def groups(self) -> list[tuple[str, str, str]]:
        """Union groups enough for the long list: code, name, and the hospital's code."""
        homes = self.facts.hospitals
        return [
            (f"TO{n:03d}", f"Tổ công đoàn số {n} {homes[n % len(homes)].name}",
             homes[n % len(homes)].code)
            for n in range(1, self.facts.praise.collectives + 1)
        ]  # fmt: skip

    @property
    def members(self) -> list[Officer]:
        """People enough for the long list, in the groups of the hospitals in turn."""
        homes = self.facts.hospitals
        return [
            Officer(
                code=f"NV{n:03d}", sex="female" if n % 3 else "male", position="Điều dưỡng",
                name=f"{FAMILIES[n % len(FAMILIES)]} {GIVEN[n % len(GIVEN)]} {_spoken(n)}",
                hospital=homes[n % len(homes)].code,
            )
            for n in range(1, self.facts.praise.individuals + 1)
        ]  # fmt: skip

    @property
    def codes(self) -> list[str]:
        """Everybody's."""
        return [person.code for person in (*self.facts.people, *self.members)]

    def set_up(self) -> None:
        """The administrator founds the department, brings units and people, gives the roles."""
        facts = self.facts
        self.stage.turn_to(facts.joint.signed_on - timedelta(days=7))
        admin = self.administrator(facts.department.code, facts.department.name)
        self._mend_department(admin)
        self.bring("don-vi", self._units())
        self.bring("nhan-su", self._people())
        self.addresses[facts.department.code] = admin.open("/don-vi/").link_to(
            facts.department.name
        )
        tree = admin.open("/don-vi/?he=union")
        for code in (facts.union.code, *(each.union.code for each in facts.hospitals)):
            self.addresses[code] = tree.link_to(facts.name_of(code))
        tree = admin.open("/don-vi/?he=government")
        for each in facts.hospitals:
            self.addresses[each.code] = tree.link_to(each.name)
        for person in facts.people:
            if person.role is not None:
                self.give_role(person.of, person.code, person.role)
        for each in facts.hospitals:
            self.print_slips(each.code, self.codes)
        for person in facts.people:
            self.someone(person.code)  # a slip does not wait for the months that follow

    def _mend_department(self, admin: Browser) -> None:
        department = self.facts.department
        admin.open("/don-vi/").follow(department.name)
        admin.open(f"{admin.address}sua/").submit(
            "Lưu",
            {
                "kind": "health_department", "short_name": department.short_name,
                "place": department.place, "managing_body": department.managing_body,
            },
        )  # fmt: skip

    def _units(self) -> list[list[str]]:
        facts = self.facts
        head = ["Mã đơn vị", "Tên đơn vị", "Tên viết tắt", "Loại", "Hệ", "Mã đơn vị cấp trên"]
        union = facts.union
        rows = [head, [union.code, union.name, union.short_name, "công đoàn cấp trên", "công đoàn",
                       ""]]  # fmt: skip
        for each in facts.hospitals:
            rows.append([each.code, each.name, "", "bệnh viện", "chính quyền", ""])
            rows.append(
                [each.union.code, each.union.name, "", "công đoàn cơ sở", "công đoàn", union.code]
            )
        unions = {each.code: each.union.code for each in facts.hospitals}
        for code, name, hospital in self.groups:
            rows.append([code, name, "", "tổ công đoàn", "công đoàn", unions[hospital]])
        return rows

    def _people(self) -> list[list[str]]:
        groups: dict[str, str] = {}
        for code, _name, hospital in self.groups:
            groups.setdefault(hospital, code)
        head = [
            "Mã nhân viên", "Họ và tên", "Giới tính", "Mã đơn vị", "Chức vụ", "Mã tổ công đoàn",
            "Loại hợp đồng",
        ]  # fmt: skip
        return [
            head,
            *(
                [p.code, p.name, SEX[p.sex], p.hospital, p.position, groups[p.hospital],
                 "viên chức"]
                for p in (*self.facts.people, *self.members)
            ),
        ]  # fmt: skip

    def officer(self, unit: str) -> Browser:
        return self.someone(self.facts.officer_of(unit))

    def director(self, unit: str) -> Browser:
        return self.someone(self.facts.director_of(unit))

    def admin(self) -> Browser:
        return self.someone(ADMIN)


def _spoken(number: int) -> str:
    """A last word for a name, so that no two people are called alike."""
    ones = ("Không", "Nhất", "Nhị", "Tam", "Tứ", "Ngũ", "Lục", "Thất", "Bát", "Cửu")
    return ones[number] if number < 10 else f"{ones[number // 10]} {ones[number % 10]}"  # digits
