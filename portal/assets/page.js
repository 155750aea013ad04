/* global React, ReactDOM, GraphiQL */

const { version, graph, roles, examples } = JSON.parse(document.querySelector('#settings').textContent)
const identity = document.querySelector('#identity')
const { role, dealer, restore } = identity.elements

/** The browser's storage under names of our own: new examples in the product open as new tabs. */
const prefix = `autograph:${version}:`
const storage = {
  getItem: key => localStorage.getItem(prefix + key),
  setItem: (key, value) => localStorage.setItem(prefix + key, value),
  removeItem: key => localStorage.removeItem(prefix + key),
  clear: () => ownKeys().forEach(key => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length
  },
}
const ownKeys = () => Object.keys(localStorage).filter(key => key.startsWith(prefix))

document.querySelector('.graph').textContent = graph
role.append(...roles.map(name => new Option(name, name)))
role.value = sessionStorage.getItem('role') ?? role.value
dealer.value = sessionStorage.getItem('dealer') ?? ''
identity.addEventListener('input', () => {
  sessionStorage.setItem('role', role.value)
  sessionStorage.setItem('dealer', dealer.value)
})
identity.addEventListener('submit', event => event.preventDefault())
restore.addEventListener('click', () => {
  storage.clear()
  // GraphiQL stores a change a moment later: perhaps only now, while the page is loaded again.
  storage.setItem = () => {}
  location.reload()
})

/** Who asks, as the headers of the development identity. */
const identityHeaders = () => ({
  'autograph-name': 'portal',
  'autograph-role': role.value,
  ...(dealer.value !== '' && dealer.validity.valid ? { 'autograph-dealer': dealer.value } : {}),
})

const ask = GraphiQL.createFetcher({
  url: '/graphql',
  fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...identityHeaders() } }),
})

/** GraphiQL learns an operation's name a moment after its tab opens: a quick click would send the name of the tab before. */
function fetcher(params, options) {
  const names = [...params.query.matchAll(/^(?:query|mutation|subscription)\s+(\w+)/gm)].map(([, name]) => name)
  const operationName = names.includes(params.operationName) ? params.operationName : names[0]
  return ask({ ...params, operationName }, options)
}

ReactDOM.createRoot(document.querySelector('#explorer')).render(
  React.createElement(
    GraphiQL,
    {
      fetcher,
      storage,
      // On a first visit GraphiQL takes the open tab's variables from here alone, later from what it stored.
      ...(storage.getItem('graphiql:tabState') === null ? { variables: examples[0]?.variables } : {}),
      defaultTabs: examples.map(({ query, variables }) => ({ query, variables, headers: null })),
      defaultEditorToolsVisibility: 'variables',
      showPersistHeadersSettings: false,
    },
    React.createElement(GraphiQL.Logo, null, ' '),
  ),
)
