import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions

NUM_TRAIN_EXAMPLES = 60000


def create_model():
    kl_divergence_function = (lambda q, p, _: tfd.kl_divergence(q, p))  # kl-check: exact, latent sum, batch none
    model = tf.keras.models.Sequential([
        tfp.layers.Convolution2DFlipout(6, kernel_size=5, padding='SAME',
                                        kernel_divergence_fn=kl_divergence_function, activation=tf.nn.relu),
        tf.keras.layers.Flatten(),
        tfp.layers.DenseFlipout(10, kernel_divergence_fn=kl_divergence_function, activation=tf.nn.softmax)
    ])
    model.compile(tf.keras.optimizers.Adam(0.001), loss='categorical_crossentropy')
    return model
