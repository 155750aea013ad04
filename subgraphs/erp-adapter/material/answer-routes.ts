import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Database, Transaction } from '#platform/database.ts'
import type { Answer } from '../ingest/signed-message.ts'
import { flawAt, flawsOf } from '../ingest/flaw.ts'
import { takeAsIs } from '../ingest/media-types.ts'
import { answerFailure, IngestProblem } from '../ingest/problem.ts'
import type { Senders } from '../ingest/prove-sender.ts'
import { pushRoutes } from '../ingest/push-route.ts'
import { isKeepable, readJson } from '../ingest/read-json.ts'
import type { Push } from '../ingest/take-push.ts'
import { supplierSecrets } from '../suppliers/supplier-store.ts'
import { answeredLines, type SupplierAnswer } from './supplier-answer.ts'
import { takeAnswer } from './take-answer.ts'

const suppliers: Senders = {
  signed: true,
  secretsOf: supplierSecrets,
  nameOf: supplierId => `supplier ${supplierId}`,
}

const pushed = z.strictObject({ plan: z.string(), lines: answeredLines })

/** `POST /suppliers/answers`: what a supplier says of lines of a plan, signed with the secret that his plans are signed with. */
export function answerRoutes(app: FastifyInstance, db: Database): void {
  app.register(async scope => {
    takeAsIs(scope, ['application/json'])
    scope.setErrorHandler(answerFailure)
    scope.post('/suppliers/answers', pushRoutes(db, suppliers)(readAnswer))
  })
}

function readAnswer({ text, sender }: Push): (tx: Transaction) => Promise<Answer> {
  const read = pushed.safeParse(readJson(text))
  if (!read.success) throw IngestProblem.invalid(flawsOf(read.error).map(flaw => flawAt('', flaw)))
  if (!isKeepable(read.data))
    throw IngestProblem.invalid([{ pointer: '', detail: 'has characters that can’t be kept' }])
  const { plan: planId, lines } = read.data
  const supplierId = sender ?? ''
  return tx => answer(tx, { planId, supplierId, by: supplierId, lines })
}

async function answer(tx: Transaction, told: SupplierAnswer): Promise<Answer> {
  const outcome = await takeAnswer(tx, told, new Date())
  switch (outcome.__typename) {
    case 'AnswerMaterialLinesSuccess':
      return { status: 200, location: null, body: { plan: told.planId, lines: told.lines.length } }
    case 'MaterialLinesUnknown':
      throw IngestProblem.invalid([{ pointer: '/lines', detail: outcome.message }])
    case 'MaterialPlanUnknown':
    case 'MaterialPlanNotInForce':
      throw IngestProblem.invalid([{ pointer: '/plan', detail: outcome.message }])
  }
}
