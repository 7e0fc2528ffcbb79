#!/usr/bin/env bash
# SQLite 3.45 to 3.47 reads an overflow page past its own cache, as few bytes as the record fills.
#
# A VFS that knows SQLite to read whole pages (one that encrypts, compresses or checks them) is
# asked for a part of a page, from the page's start, once a value spans pages; and the same value
# read twice is read from the file twice. 3.45 made SQLITE_DIRECT_OVERFLOW_READ its default; since
# 3.48 a VFS must offer SQLITE_IOCAP_SUBPAGE_READ first, which this one does not.
# What we do about it: sync/store/seal/sealed_main.cpp opens the page whole and gives the part.
# Fails when the output is no longer what was seen. Needs node and npm.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >reads.mjs <<'JS'
import init from './node_modules/@sqlite.org/sqlite-wasm/sqlite-wasm/jswasm/sqlite3-node.mjs';
const sqlite3 = await init({ print: () => {}, printErr: () => {} });
const { capi, wasm } = sqlite3;

// Files in memory, and a list of what is read of them.
const files = new Map(), open = new Map(), reads = [];
const io = new capi.sqlite3_io_methods(), vfs = new capi.sqlite3_vfs();
io.$iVersion = 1;
vfs.$iVersion = 1;
vfs.$szOsFile = capi.sqlite3_file.structInfo.sizeof;
vfs.$mxPathname = 512;
vfs.$zName = wasm.allocCString('listed');
const bytes = (file) => files.get(open.get(file));
const grow = (file, size) => {
  const held = bytes(file), grown = new Uint8Array(size);
  grown.set(held.subarray(0, Math.min(size, held.length)));
  files.set(open.get(file), grown);
};
sqlite3.vfs.installVfs({
  io: { struct: io, methods: {
    xClose: (file) => { open.delete(file); return 0; },
    xRead: (file, out, size, at) => {
      const part = bytes(file).subarray(Number(at), Number(at) + size), heap = wasm.heap8u();
      if (open.get(file) === 'main.db') reads.push(`${size} at ${at}`);
      heap.fill(0, out, out + size);
      heap.set(part, out);
      return part.length < size ? capi.SQLITE_IOERR_SHORT_READ : 0;
    },
    xWrite: (file, from, size, at) => {
      const end = Number(at) + size;
      if (end > bytes(file).length) grow(file, end);
      bytes(file).set(wasm.heap8u().subarray(from, from + size), Number(at));
      return 0;
    },
    xTruncate: (file, size) => { grow(file, Number(size)); return 0; },
    xFileSize: (file, out) => { wasm.poke(out, BigInt(bytes(file).length), 'i64'); return 0; },
    xCheckReservedLock: (file, out) => { wasm.poke(out, 0, 'i32'); return 0; },
    xSync: (file, flags) => 0, xLock: (file, level) => 0, xUnlock: (file, level) => 0,
    xFileControl: (file, code, out) => capi.SQLITE_NOTFOUND,
    xSectorSize: (file) => 4096, xDeviceCharacteristics: (file) => 0,
  } },
  vfs: { struct: vfs, methods: {
    xOpen: (self, name, file, flags, granted) => {
      const path = name ? wasm.cstrToJs(name) : `temp ${file}`;
      if (!files.has(path)) files.set(path, new Uint8Array(0));
      open.set(file, path);
      const handle = new capi.sqlite3_file(file);
      handle.$pMethods = io.pointer;
      handle.dispose();
      if (granted) wasm.poke(granted, flags, 'i32');
      return 0;
    },
    xDelete: (self, name, sync) => { files.delete(wasm.cstrToJs(name)); return 0; },
    xAccess: (self, name, flags, out) => {
      wasm.poke(out, files.has(wasm.cstrToJs(name)) ? 1 : 0, 'i32');
      return 0;
    },
    xFullPathname: (self, name, size, out) => (wasm.cstrncpy(out, name, size) < size ? 0 : 1),
    xRandomness: (self, size, out) => { wasm.heap8u().fill(7, out, out + size); return size; },
    xSleep: (self, micros) => 0, xGetLastError: (self, size, out) => 0,
    xCurrentTime: (self, out) => { wasm.poke(out, 2460000, 'double'); return 0; },
  } },
});

const db = new sqlite3.oo1.DB('main.db', 'c', 'listed');
db.exec('PRAGMA page_size=4096; PRAGMA journal_mode=MEMORY; CREATE TABLE t(v);');
db.exec({ sql: 'INSERT INTO t VALUES(?)', bind: ['x'.repeat(8280)] });
db.close();
const again = new sqlite3.oo1.DB('main.db', 'w', 'listed');
again.exec('PRAGMA locking_mode=EXCLUSIVE; SELECT count(*) FROM t');
console.log('SQLite', capi.sqlite3_libversion());
for (const time of ['once', 'twice']) {
  reads.length = 0;
  const length = again.selectValue('SELECT v FROM t').length;
  console.log(`read ${time}, ${length} letters:`, reads.join(', ') || 'none');
}
JS
for version in 3.44.2-build3 3.46.1-build1 3.48.0-build1; do
  npm install --silent --no-audit --no-fund --ignore-scripts \
    "@sqlite.org/sqlite-wasm@$version" >/dev/null
  node reads.mjs
done | tee seen

diff - seen <<'SEEN' || { echo "it behaves differently now" >&2; exit 1; }
SQLite 3.44.2
read once, 8280 letters: 4096 at 8192, 4096 at 12288
read twice, 8280 letters: none
SQLite 3.46.1
read once, 8280 letters: 4096 at 8192, 3707 at 12288
read twice, 8280 letters: 4096 at 8192, 3707 at 12288
SQLite 3.48.0
read once, 8280 letters: 4096 at 8192, 4096 at 12288
read twice, 8280 letters: none
SEEN
