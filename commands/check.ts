import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

// Everything that can be said of the code without running it. npm puts the programs on the PATH.

interface Check {
  readonly name: string
  readonly command: string
}

interface Finding extends Check {
  readonly passed: boolean
  readonly seconds: number
  readonly output: string
}

/** What the others read, so it comes first. */
const generate: Check = { name: 'generate', command: 'npm run --silent generate' }

const checks: readonly Check[] = [
  { name: 'types', command: 'tsc -p .' },
  { name: 'lint', command: 'oxlint --deny-warnings' },
  { name: 'format', command: 'oxfmt --check' },
  { name: 'dead code', command: 'knip --no-progress' },
  { name: 'contracts', command: 'eslint --max-warnings 0 .' },
  { name: 'supergraph', command: 'node commands/compose.ts --check' },
]

async function run(check: Check): Promise<Finding> {
  const started = performance.now()
  const child = spawn(`${check.command} 2>&1`, { shell: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  const [code, output] = await Promise.all([ended, text(child.stdout)])
  const finding = { ...check, passed: code === 0, seconds: (performance.now() - started) / 1000, output }
  console.log(
    `${check.name.padEnd(12)}${finding.passed ? 'ok    ' : 'FAILED'}${finding.seconds.toFixed(1).padStart(7)} s`,
  )
  return finding
}

const findings = [await run(generate)]
findings.push(...(await Promise.all(checks.map(run))))

const failed = findings.filter(finding => !finding.passed)
for (const { name, command, output } of failed) console.log(`\n--- ${name}: ${command}\n\n${output.trim()}`)
process.exitCode = failed.length === 0 ? 0 : 1
