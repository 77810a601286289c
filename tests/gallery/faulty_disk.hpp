#pragma once

#include <sqlite3.h>

#include <new>
#include <stdexcept>

namespace dangol::test {

// While this lives, every database opened goes through a disk that can be told to fail: from the n-th change of a file
// on (a write, a truncation, a sync), every change returns an SQLite error code until the disk is repaired.
class FaultyDisk {
 public:
  FaultyDisk() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
    vfs_.zName = "dangol-faulty-disk";
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.pAppData = this;
    vfs_.xOpen = open;
    if (sqlite3_vfs_register(&vfs_, 1) != SQLITE_OK) throw std::runtime_error("cannot register the faulty disk");
  }
  ~FaultyDisk() { sqlite3_vfs_unregister(&vfs_); }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  void failAfter(int changes, int code) {
    left_ = changes;
    code_ = code;
  }
  void repair() { code_ = SQLITE_OK; }

 private:
  struct File {
    sqlite3_file base;
    FaultyDisk* disk;
    sqlite3_file* real;  // in the memory that follows
  };

  // SQLITE_OK while the disk still works.
  int change() {
    if (code_ == SQLITE_OK) return SQLITE_OK;
    return left_-- > 0 ? SQLITE_OK : code_;
  }

  static File& self(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  static sqlite3_file* real(sqlite3_file* file) { return self(file).real; }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    File& opened = *new (file) File{};
    opened.disk = disk;
    opened.real = reinterpret_cast<sqlite3_file*>(&opened + 1);
    const int result = disk->real_->xOpen(disk->real_, name, opened.real, flags, out_flags);
    opened.base.pMethods = result == SQLITE_OK ? methods() : nullptr;
    return result;
  }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods table = [] {
      sqlite3_io_methods m{};
      m.iVersion = 2;
      m.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
      m.xRead = [](sqlite3_file* f, void* to, int bytes, sqlite3_int64 offset) {
        return real(f)->pMethods->xRead(real(f), to, bytes, offset);
      };
      m.xWrite = [](sqlite3_file* f, const void* from, int bytes, sqlite3_int64 offset) {
        const int fault = self(f).disk->change();
        return fault != SQLITE_OK ? fault : real(f)->pMethods->xWrite(real(f), from, bytes, offset);
      };
      m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
        const int fault = self(f).disk->change();
        return fault != SQLITE_OK ? fault : real(f)->pMethods->xTruncate(real(f), size);
      };
      // Waiting for the real disk would only cost time: no power is cut here.
      m.xSync = [](sqlite3_file* f, int) { return self(f).disk->change(); };
      m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); };
      m.xLock = [](sqlite3_file* f, int lock) { return real(f)->pMethods->xLock(real(f), lock); };
      m.xUnlock = [](sqlite3_file* f, int lock) { return real(f)->pMethods->xUnlock(real(f), lock); };
      m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
        return real(f)->pMethods->xCheckReservedLock(real(f), out);
      };
      m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
        return real(f)->pMethods->xFileControl(real(f), op, arg);
      };
      m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
      m.xDeviceCharacteristics = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); };
      m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
      };
      m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
        return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
      };
      m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
      m.xShmUnmap = [](sqlite3_file* f, int erase) { return real(f)->pMethods->xShmUnmap(real(f), erase); };
      return m;
    }();
    return &table;
  }

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
  int left_ = 0;
  int code_ = SQLITE_OK;
};

}  // namespace dangol::test
