from keras import backend as K
import tensorflow as tf


def focal_loss(y_true, y_pred, gamma=2., alpha=.25):
    pt_1 = tf.where(tf.equal(y_true, 1), y_pred, tf.ones_like(y_pred))
    pt_0 = tf.where(tf.equal(y_true, 0), y_pred, tf.zeros_like(y_pred))
    return -K.sum(alpha * K.pow(1. - pt_1, gamma) * K.log(pt_1)) - K.sum((1 - alpha) * K.pow(pt_0, gamma) * K.log(1. - pt_0))


def ssim_loss(u_true, u_pred, c1=0.01 ** 2, c2=0.03 ** 2):
    var_true = K.var(u_true)
    var_pred = K.var(u_pred)
    std_true = K.sqrt(var_true)
    ssim = (2 * u_true * u_pred + c1) * (2 * std_true * std_pred + c2)
    denom = (K.square(u_true) + K.square(u_pred) + c1) * (var_pred + var_true + c2)
    return ssim / denom


def center_loss(features, centers):
    return 0.5 * K.sum(K.square(features - centers), axis=1)


def kendall_uncertainty(losses, log_vars):
    loss = 0
    for l, log_var in zip(losses, log_vars):
        precision = K.exp(-log_var)
        loss += K.sum(precision * l ** 2. + log_var, -1)
    return K.mean(loss)
