import tensorflow as tf


def distillation_loss(student_logits, teacher_logits, temperature=4.0):
    p = tf.nn.softmax(teacher_logits / temperature)
    q = tf.nn.softmax(student_logits / temperature)
    kl = tf.reduce_sum(p * (tf.math.log(p) - tf.math.log(q)), axis=-1)
    return temperature ** 2 * tf.reduce_mean(kl)


def keras_kl(y_true, y_pred):
    return tf.keras.losses.kullback_leibler_divergence(y_true, y_pred)


def sparse_penalty(h, rho=0.05):
    rho_hat = tf.reduce_mean(h, axis=0)
    kl_div = rho * tf.math.log(rho / rho_hat) + (1 - rho) * tf.math.log((1 - rho) / (1 - rho_hat))
    return tf.reduce_sum(kl_div)


kl = tf.keras.losses.KLDivergence()
value = kl(labels, preds)
