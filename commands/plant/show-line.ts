/** Shows a line that changes: in a terminal it is written anew each second, elsewhere every ten seconds below the last. */
export function showLine(out: NodeJS.WriteStream, line: () => string): { end(): void } {
  const show = (): void => void out.write(out.isTTY ? `\r\u{1B}[2K${line().slice(0, out.columns - 1)}` : `${line()}\n`)
  const timer = setInterval(show, out.isTTY ? 1_000 : 10_000)
  return {
    end() {
      clearInterval(timer)
      if (out.isTTY) out.write('\r\u{1B}[2K')
    },
  }
}
