import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../context.ts'
import type { AccountFor } from './account-for.ts'
import { clientOperationIn } from './client-operation.ts'

/** Lets an answer go out once it is accounted for. */
export const accountForAnswers = (account: AccountFor): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, request, response: { body } }) {
        if (body.kind !== 'single') throw new Error('a subgraph answers at once')
        body.singleResult = await account(contextValue, clientOperationIn(request.extensions), body.singleResult)
      },
    }
  },
})
