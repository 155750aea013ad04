/** Shows how far a piece of work is: a bar that is redrawn in a terminal, a line per tenth elsewhere. */
export function progressBar(out: NodeJS.WriteStream): (done: number, total: number, what: string) => void {
  let shown = -1
  return (done, total, what) => {
    const share = total === 0 ? 1 : Math.min(done / total, 1)
    const step = Math.floor(share * (out.isTTY ? 40 : 10))
    if (step === shown && share < 1) return
    shown = step
    const percent = `${Math.floor(share * 100)} %`.padStart(5)
    if (out.isTTY)
      out.write(
        `\r\u{1B}[2K  ${'█'.repeat(step)}${'░'.repeat(40 - step)} ${percent}  ${what}${share === 1 ? '\n' : ''}`,
      )
    else out.write(`  ${percent}  ${what}\n`)
  }
}
