import theano
import theano.tensor as T


def kl_divergence(p, p_hat):
    return p * T.log(p) - p * T.log(p_hat) + (1 - p) * T.log(1 - p) - (1 - p) * T.log(1 - p_hat)


def free_energy(v, W, hbias, vbias, sigma):
    wx_b = T.dot(v / sigma, W) + hbias
    vbias_term = 0.5 * T.sum(T.sqr((v - vbias) / sigma), axis=1)
    hidden_term = T.sum(T.log(1 + T.exp(wx_b)), axis=1)
    return vbias_term - hidden_term


def tsne_kl(P, Y):
    sum_Y = T.sum(T.square(Y), 1)
    num = 1 / (1 - T.add(T.add(-2 * T.dot(Y, Y.T), sum_Y).T, sum_Y))
    Q = num / T.sum(num)
    C = T.sum(P * T.log(P / Q))
    return C


def gp_nll(y, K, sigma):
    return 0.5 * T.dot(y, T.dot(T.nlinalg.matrix_inverse(K), y)) + 0.5 * T.log(T.nlinalg.det(K))
