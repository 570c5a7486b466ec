/** Why a server could not be reached or was lost, in a sentence. */
export function unreachable(url: URL, error: NodeJS.ErrnoException & { seconds?: number }): Error {
  const told = reasons[error.code ?? ''] ?? certificate(error.code) ?? error.message;
  const after = error.code === 'ETIMEDOUT' && error.seconds ? ` for ${error.seconds} s` : '';
  return new Error(`${url.host} could not be read: ${told}${after}.`, { cause: error });
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no computer has this name, or there is no network',
  EAI_AGAIN: 'its name could not be looked up; is there a network?',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'nothing came from there',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  EPROTO: 'it does not speak TLS as it should',
  HPE_INVALID_CONSTANT: 'it does not speak HTTP',
};

const certificate = (code = ''): string | undefined =>
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)
    ? `its certificate cannot be trusted (${code}); where a company's proxy signs, name its certificate in NODE_EXTRA_CA_CERTS`
    : undefined;
