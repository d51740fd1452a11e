const success = 0;
const badFile = 8;
const noEntry = 44;

/** Thrown out of the WASI module by its `proc_exit`. */
export class FliteExit extends Error {
  code: number;
  constructor(code: number) {
    super(`flite exited with ${code}`);
    this.code = code;
  }
}

/**
 * Just enough of WASI preview 1 for flite's command: arguments, standard output and one file to write,
 * all in memory. (node:wasi would need temporary files, and warns that it is experimental.)
 */
export function fliteFileSystem(args: string[], memory: () => WebAssembly.Memory) {
  const written = new Map<number, { data: Uint8Array; length: number; at: number }>();
  for (const fd of [1, 2, 4]) written.set(fd, { data: new Uint8Array(4096), length: 0, at: 0 });
  const encoded = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  const view = () => new DataView(memory().buffer);
  const bytes = () => new Uint8Array(memory().buffer);

  const imports = {
    args_sizes_get(count: number, size: number) {
      view().setUint32(count, encoded.length, true);
      view().setUint32(size, total(encoded), true);
      return success;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      encoded.forEach((arg, index) => {
        view().setUint32(pointers + index * 4, at, true);
        bytes().set(arg, at);
        at += arg.length;
      });
      return success;
    },
    clock_time_get(_id: number, _precision: bigint, time: number) {
      view().setBigUint64(time, BigInt(Math.round(performance.now() * 1e6)), true);
      return success;
    },
    fd_close: () => success,
    fd_fdstat_set_flags: () => success,
    fd_fdstat_get(fd: number, stat: number) {
      bytes().fill(0, stat, stat + 24);
      view().setUint8(stat, fd === 3 ? 3 : fd === 4 ? 4 : 2);
      view().setBigUint64(stat + 8, 0xffff_ffffn, true);
      view().setBigUint64(stat + 16, 0xffff_ffffn, true);
      return success;
    },
    fd_prestat_get(fd: number, prestat: number) {
      if (fd !== 3) return badFile;
      view().setUint32(prestat, 0, true);
      view().setUint32(prestat + 4, 1, true);
      return success;
    },
    fd_prestat_dir_name(_fd: number, path: number) {
      view().setUint8(path, '/'.charCodeAt(0));
      return success;
    },
    fd_read(_fd: number, _vectors: number, _count: number, read: number) {
      view().setUint32(read, 0, true);
      return success;
    },
    fd_seek(fd: number, offset: bigint, whence: number, position: number) {
      const file = written.get(fd);
      if (!file) return badFile;
      file.at = Number(offset) + (whence === 1 ? file.at : whence === 2 ? file.length : 0);
      view().setBigUint64(position, BigInt(file.at), true);
      return success;
    },
    fd_write(fd: number, vectors: number, count: number, size: number) {
      const file = written.get(fd);
      if (!file) return badFile;
      let done = 0;
      for (let index = 0; index < count; index++) {
        const from = view().getUint32(vectors + index * 8, true);
        const length = view().getUint32(vectors + index * 8 + 4, true);
        append(file, bytes().subarray(from, from + length));
        done += length;
      }
      view().setUint32(size, done, true);
      return success;
    },
    path_open(...call: [number, number, number, number, number, bigint, bigint, number, number]) {
      const create = (call[4] & 1) === 1;
      if (!create) return noEntry;
      view().setUint32(call[8], 4, true);
      return success;
    },
    proc_exit(code: number): never {
      throw new FliteExit(code);
    },
  };

  const read = (fd: number): Uint8Array => {
    const file = written.get(fd);
    return file ? file.data.slice(0, file.length) : new Uint8Array();
  };
  return { imports, output: () => new TextDecoder().decode(read(1)), file: () => read(4) };
}

const total = (parts: Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

function append(file: { data: Uint8Array; length: number; at: number }, part: Uint8Array): void {
  const end = file.at + part.length;
  if (end > file.data.length) {
    const grown = new Uint8Array(Math.max(end, file.data.length * 2));
    grown.set(file.data.subarray(0, file.length));
    file.data = grown;
  }
  file.data.set(part, file.at);
  file.at = end;
  file.length = Math.max(file.length, end);
}
