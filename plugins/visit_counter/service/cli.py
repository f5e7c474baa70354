"""The commands ``serve``, ``import``, ``backup``, ``restore`` and ``doctor``."""

from __future__ import annotations

import argparse
import errno
import logging
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from plugins.visit_counter.service.arguments import Parser, bound_number, covering_everything, port_number
from plugins.visit_counter.service.days import Clock, FileClock
from plugins.visit_counter.service.manifest import ManifestError
from plugins.visit_counter.service.model import StoreError

PROGRAM = "python -m plugins.visit_counter"
log = logging.getLogger(__name__)


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit code."""
    options = make_parser().parse_args(words)
    return int(options.run(options))


def make_parser() -> Parser:
    """The parser of every command."""
    parser = Parser(prog=PROGRAM, description="Bộ đếm lượt truy cập của cổng thông tin.")
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True)
    for add in (_add_serve, _add_import, _add_backup, _add_restore, _add_doctor):
        add(commands)
    return parser


def _command(commands: argparse._SubParsersAction[Parser], name: str, text: str) -> Parser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--data", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục dữ liệu của bộ đếm")
    parser.add_argument("--store", metavar="URL", help="postgresql://... thay cho SQLite trong thư mục dữ liệu")
    parser.add_argument("--clock", type=Path, metavar="TỆP", help="đọc giờ (giây Unix) từ tệp này; chỉ để diễn tập")
    return parser


def _add_serve(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "serve", "Nhận và đếm lượt xem, công bố số liệu.")
    add = parser.add_argument
    add(
        "--manifest", type=Path, required=True, metavar="TỆP", help="danh sách địa chỉ được đếm (.build/countable.json)"
    )
    add("--port", type=port_number, required=True, metavar="CỔNG", help="cổng, 0 đến 65535; 0 là một cổng còn trống")
    add("--host", default="127.0.0.1", metavar="MÁY", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    add("--node", metavar="TÊN", help="tên của máy đếm này khi nhiều máy dùng chung PostgreSQL")
    add(
        "--trust-proxy",
        action="append",
        default=[],
        metavar="CIDR",
        help="địa chỉ hoặc dải địa chỉ của máy chủ đứng trước, được tin khi nói địa chỉ người xem (X-Forwarded-For);"
        " ghi lại nhiều lần được (mặc định không tin máy nào)",
    )
    add(
        "--origin",
        action="append",
        default=[],
        metavar="URL",
        help="địa chỉ khác của cổng mà trang được mở từ đó; ghi lại nhiều lần được",
    )
    add(
        "--bound",
        type=bound_number,
        default=1000,
        metavar="SỐ",
        help="lượt truy cập tối đa của một địa chỉ trong 30 phút, 1 đến 1000 (mặc định 1000)",
    )
    add("--ignore-dnt", action="store_true", help="đếm người yêu cầu không theo dõi (DNT, GPC) như mọi người")
    add("--no-backups", action="store_true", help="không tự sao lưu mỗi giờ")
    parser.set_defaults(run=_serve)


def _add_import(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "import", "Nhập số liệu của bộ đếm trước đây.")
    parser.add_argument("--total", metavar="SỐ", help="tổng số lượt truy cập, ví dụ 13063547")
    parser.add_argument("--as-of", required=True, metavar="NGÀY", help="ngày của số ấy, ví dụ 2026-11-21")
    parser.add_argument(
        "--from", dest="source", required=True, metavar="NGUỒN", help="lấy từ đâu; hiện ở trang thống kê"
    )
    parser.add_argument("--days", type=Path, metavar="CSV", help="lượt truy cập từng ngày")
    parser.add_argument("--pages", type=Path, metavar="CSV", help="lượt xem từng trang")
    parser.add_argument(
        "--manifest", type=Path, metavar="TỆP", help="danh sách địa chỉ được đếm, để nhận ra địa chỉ lạ trong --pages"
    )
    parser.add_argument("--dry-run", action="store_true", help="thử, chưa ghi gì: nói tổng đang là và sẽ là bao nhiêu")
    parser.set_defaults(run=_import)


def _add_backup(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "backup", "Sao lưu ngay, kể cả khi bộ đếm đang chạy.")
    parser.add_argument("--to", type=Path, metavar="TỆP", help="nơi ghi; mặc định là backups/ trong thư mục dữ liệu")
    parser.set_defaults(run=_backup)


def _add_restore(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "restore", "Khôi phục từ một bản sao lưu; bộ đếm phải dừng.")
    parser.add_argument(
        "backup", nargs="?", type=Path, metavar="TỆP", help="bản sao lưu; mặc định là bản lành mới nhất"
    )
    parser.add_argument("--manifest", type=Path, metavar="TỆP", help="để so lượt xem từng trang với số đã công bố")
    parser.set_defaults(run=_restore)


def _add_doctor(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "doctor", "Khám bộ đếm và nói điều cần sửa.")
    parser.add_argument("--manifest", type=Path, metavar="TỆP", help="danh sách địa chỉ được đếm")
    parser.set_defaults(run=_doctor)


def _wall_clock() -> int:
    return int(time.time())


def _clock(options: argparse.Namespace) -> Clock:
    if not options.clock:
        return _wall_clock
    try:
        return FileClock(options.clock)
    except (OSError, ValueError, OverflowError):
        raise SystemExit(_fail(f"tệp giờ “{options.clock}” không có số giây Unix nào đọc được")) from None


def _serve(options: argparse.Namespace) -> int:
    import uvloop

    from plugins.visit_counter.service.server import Options, Service, listen, serve

    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO, stream=sys.stderr)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    try:
        sock = listen(options.host, options.port)
    except OSError as error:
        return _fail(_cannot_listen(options.host, options.port, error))
    if everything := covering_everything(options.trust_proxy):
        log.warning(
            "--trust-proxy %s tin mọi máy: ai cũng tự nhận được là hàng triệu người xem. Chỉ kể địa chỉ máy chủ web.",
            ", ".join(everything),
        )
    wanted = Options(
        data=options.data,
        manifest=options.manifest,
        clock=_clock(options),
        host=options.host,
        port=options.port,
        store=options.store,
        node=options.node,
        trusted=tuple(options.trust_proxy),
        origins=tuple(options.origin),
        bound=options.bound,
        ignore_dnt=options.ignore_dnt,
        backups=not options.no_backups,
    )
    with sock:
        try:
            service = Service(wanted)
        except (StoreError, ManifestError, ValueError) as error:
            return _fail(str(error))
        uvloop.run(serve(service, sock))
    return 0


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    """Why nobody can be listened to, and which of the two options is to be changed."""
    if isinstance(error, socket.gaierror) or error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        remedy = "Hãy viết một địa chỉ của chính máy này, ví dụ 127.0.0.1: --host"
        return f"máy này không có địa chỉ “{host}” ({error.strerror}). {remedy}"
    if error.errno == errno.EACCES:
        return f"không có quyền mở cổng {port}. Hãy chọn cổng từ 1024 trở lên: --port"
    return f"không mở được cổng {port} của {host} ({error.strerror}). Hãy chọn cổng khác: --port"


def _import(options: argparse.Namespace) -> int:
    from plugins.visit_counter.service.imports import run_import

    return run_import(
        options.data,
        options.store,
        options.total,
        options.as_of,
        options.source,
        options.days,
        options.pages,
        _clock(options)(),
        manifest=options.manifest,
        dry_run=options.dry_run,
    )


def _backup(options: argparse.Namespace) -> int:
    from plugins.visit_counter.service.backups import run_backup

    return run_backup(options.data, options.store, options.to, _clock(options)())


def _restore(options: argparse.Namespace) -> int:
    from plugins.visit_counter.service.restore import run_restore

    return run_restore(options.data, options.store, options.backup, options.manifest, _clock(options)())


def _doctor(options: argparse.Namespace) -> int:
    from plugins.visit_counter.service.doctor import run_doctor

    return run_doctor(options.data, options.store, options.manifest, _clock(options)())


def _fail(message: str) -> int:
    print(f"Lỗi: {message}", file=sys.stderr, flush=True)
    return 1
