"""A folder of CSVs, laid out as the app's tables: taken whole, or every bad cell named by file, line and column."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.books import reader
from app.books.importer import from_csv, owners, reading, service
from app.books.importer.faults import BadBooks
from app.books.records import Books, Direction, DocumentKind, DocumentStatus
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

FILES = {
    "customers.csv": (
        'id,business_id,name,phone,balance\nc1,{business},Latha Stores,,\nc2,{business},"Bose, M/s",98,12.5\n'
    ),
    "suppliers.csv": "id,name,gst_number,upi_id\ns1,Anchor Metals,,anchor@upi\n",
    "invoices.csv": (
        "id,business_id,customer_id,supplier_id,invoice_number,invoice_type,invoice_date,due_date,subtotal,tax_amount,"
        "total_amount,paid_amount,status,notes,created_at\n"
        'i1,{business},c1,,PH/1,customer,2026-01-10,2026-02-09,1000,180,1180,0,sent,"two\nlines",2026-01-10T10:00:00Z\n'
        "i2,{business},,s1,A/9,supplier,2026-01-11,,500,90,590,590,paid,,\n"
    ),
    "invoice_items.csv": (
        "id,invoice_id,name,quantity,unit_price,tax_rate,total_amount,hsn_code,metadata\n"
        'x1,i1,Hinge,10,100,18,1180,8302,"{{""igst_amount"": 180}}"\n'
    ),
    "payments.csv": "id,invoice_id,supplier_id,amount,payment_mode,payment_date\np1,i2,s1,590,upi,2026-01-20\n",
    "expenses.csv": "id,category,amount,description,expense_date,is_recurring\ne1,Rent,9000,Shop,2026-01-05,true\n",
}  # fmt: skip

Folder = Callable[..., Path]


class TestFolder:
    def test_becomes_the_books_of_the_business_that_its_rows_name(self, rt: Runtime, folder: Folder) -> None:
        business = uuid4()
        done = service.import_path(rt, folder(business), target=from_csv.Target(name="Pamban Hardware"))
        books = _loaded(rt, business)
        assert done.documents == 2
        assert books.business.name == "Pamban Hardware"
        assert [party.name for party in books.parties] == ["Anchor Metals", "Bose, M/s", "Latha Stores"]
        sale, bill = books.documents
        assert (sale.kind, sale.notes, bill.status) == (DocumentKind.SALES_INVOICE, "two\nlines", DocumentStatus.PAID)
        assert books.party_name(sale.party_id) == "Latha Stores"
        assert [(payment.direction, payment.document_id) for payment in books.payments] == [(Direction.OUT, bill.id)]
        assert books.expenses[0].is_recurring

    def test_amount_of_a_line_is_before_tax_also_where_the_file_has_it_with_tax(
        self, rt: Runtime, folder: Folder
    ) -> None:
        business = uuid4()
        service.import_path(rt, folder(business), target=from_csv.Target(name="Pamban Hardware"))
        item = _loaded(rt, business).documents[0].items[0]
        assert (item.amount, item.hsn_code) == (Decimal("1000.00"), "8302")
        assert item.metadata == {"igst_amount": 180}

    def test_may_come_again_and_changes_nothing(self, rt: Runtime, folder: Folder) -> None:
        business, target = uuid4(), from_csv.Target(name="Pamban Hardware")
        service.import_path(rt, folder(business), target=target)
        assert service.import_path(rt, folder(business), target=target).changed == 0

    def test_business_given_by_hand_when_no_row_names_one(self, rt: Runtime, folder: Folder) -> None:
        business = uuid4()
        path = folder(business, **{"customers.csv": "id,name\nc1,Latha Stores\nc2,Bose\n"})
        invoices = (path / "invoices.csv").read_text().replace(str(business), "")
        (path / "invoices.csv").write_text(invoices)
        with pytest.raises(BadBooks, match="Nothing was imported"):
            service.import_path(rt, path)
        service.import_path(rt, path, target=from_csv.Target(str(business), "Pamban Hardware"))
        assert len(_loaded(rt, business).documents) == 2

    def test_business_that_is_nowhere_must_be_named(self, rt: Runtime, folder: Folder) -> None:
        with pytest.raises(owners.BusinessUnknown, match="--business-name"):
            service.import_path(rt, folder(uuid4()))

    def test_lines_stay_when_the_folder_has_no_file_of_lines(self, rt: Runtime, folder: Folder) -> None:
        business, target = uuid4(), from_csv.Target(name="Pamban Hardware")
        service.import_path(rt, folder(business), target=target)
        path = folder(business)
        (path / "invoice_items.csv").unlink()
        service.import_path(rt, path, target=target)
        assert len(_loaded(rt, business).documents[0].items) == 1

    def test_folder_without_any_of_the_files_says_which_it_looks_for(self, rt: Runtime, tmp_path: Path) -> None:
        with pytest.raises(reading.Unreadable, match=r"customers\.csv"):
            service.import_path(rt, tmp_path)


class TestFaults:
    @pytest.mark.parametrize(
        ("file", "text", "said"),
        [
            ("customers.csv", "id,name\nc1,Latha\nc2,\n", "customers.csv, line 3, column name: is missing"),
            ("customers.csv", "id,phone\nc1,5\n", "customers.csv, line 1, column name: is missing from the header"),
            ("customers.csv", "id,name\nc1,A\nc2,B,C\n", "customers.csv, line 3: has 3 values, the header has 2"),
            (
                "customers.csv",
                "id,name\nc1,A\nc2,B\nc1,C\n",
                "customers.csv, line 4, column id: is the id of another cust",
            ),
            ("customers.csv", 'id,name\nc1,"A', "customers.csv, line 2: is not CSV"),
            ("customers.csv", "id,business_id,name\nc1,other,A\nc2,,B\n", "names another business"),
            (
                "payments.csv",
                "id,amount,payment_date\np1,0,2026-01-20\n",
                "line 2, column amount: 0.00 is not more than",
            ),
            (
                "payments.csv",
                "id,invoice_id,amount,payment_date\np1,i7,5,2026-01-20\n",
                "there is no document 'i7' in the",
            ),
            (
                "expenses.csv",
                "id,category,amount,expense_date\ne1,Rent,1,31/01/2026\n",
                "column expense_date: '31/01/2026'",
            ),
            (
                "invoice_items.csv",
                "id,invoice_id,name,metadata\nx1,i1,A,[1]\n",
                "column metadata: is not a JSON object",
            ),
            (
                "invoice_items.csv",
                'id,invoice_id,name\nx1,i1,"a\nb"\nx2,i9,c\n',
                "invoice_items.csv, line 4, column invoice",
            ),
        ],
    )
    def test_bad_cell_is_named_by_file_line_and_column(
        self, rt: Runtime, folder: Folder, file: str, text: str, said: str
    ) -> None:
        with pytest.raises(BadBooks) as caught:
            service.import_path(rt, folder(uuid4(), **{file: text}))
        assert any(said in line for line in caught.value.lines()), caught.value.lines()


def _loaded(rt: Runtime, business_id: UUID) -> Books:
    with rt.db.transaction(Caller.service()) as tx:
        return reader.load(tx, business_id)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def written(business_id: UUID, **changes: str) -> Path:
        for name, text in (FILES | changes).items():
            filled = text if name in changes else text.format(business=business_id)
            (tmp_path / name).write_text(filled)
        return tmp_path

    return written
