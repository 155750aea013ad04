/** A line that changes is shown so often, in milliseconds: in a terminal, and elsewhere. */
const pauses = { terminal: 1_000, elsewhere: 10_000 }

/** Columns of a terminal that doesn't say how many it has. */
const usualColumns = 80

/**
 * Shows a line that changes, as long as something else keeps the process: in a terminal it is written over itself each second, elsewhere every ten seconds below the
 * last. It is given the columns that it may have.
 */
export function showLine(out: NodeJS.WriteStream, line: (columns: number) => string): { end(): void } {
  if (!out.isTTY) {
    const timer = setInterval(() => out.write(`${line(Infinity)}\n`), pauses.elsewhere).unref()
    return { end: () => clearInterval(timer) }
  }
  // Written over, and only then what is left of a longer one removed: it is never seen empty. The last column stays
  // free, since some terminals go on to the next line with it.
  const show = (): void => void out.write(`\r${line((out.columns || usualColumns) - 1)}\u{1B}[K`)
  show()
  const timer = setInterval(show, pauses.terminal).unref()
  return {
    end() {
      clearInterval(timer)
      out.write('\r\u{1B}[K')
    },
  }
}
