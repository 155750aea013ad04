import { styleText } from 'node:util'
import { questionOf, usage } from './ask/question.ts'
import { tell } from './ask/tell.ts'
import { command, optionsOf } from './command.ts'

await command(async () => {
  const defaults = { url: 'http://127.0.0.1:4000', plate: undefined, production: undefined, phone: undefined }
  const { options, args } = optionsOf(defaults, usage)
  const lines = await tell(options.url, questionOf(args, options), {
    width: Math.min(process.stdout.columns ?? 110, 110),
    ink: (format, text) => styleText(format, text, { stream: process.stdout }),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  process.stdout.write(`${lines.join('\n')}\n`)
})
