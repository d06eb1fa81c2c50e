// Functions of single values, and copies that move values from place to place. What is no number stays none, so that a training that diverges is seen to.

#define EACH const int i = get_global_id(0); if (i >= count) return

// The numbers of DeviceActivation.cs.
enum { LINEAR, RELU, SIGMOID, TANH, SOFTRELU, BRELU, STANH, SOFTSIGN, EXP, ABS, SQUARE, LOG, SQRT, RECIPROCAL };

static inline float function(const int kind, const float x)
{
    switch (kind) {
        case RELU: return x <= 0.0f ? 0.0f : x;
        case SIGMOID: return 1.0f / (1.0f + exp(-x));
        case TANH: return tanh(x);
        case SOFTRELU: return fmax(x, 0.0f) + log1p(exp(-fabs(x)));
        case BRELU: return x <= 0.0f ? 0.0f : x >= 24.0f ? 24.0f : x;
        case STANH: return 1.7159f * tanh(2.0f / 3.0f * x);
        case SOFTSIGN: return x / (1.0f + fabs(x));
        case EXP: return exp(x);
        case ABS: return fabs(x);
        case SQUARE: return x * x;
        case LOG: return log(x);
        case SQRT: return sqrt(x);
        case RECIPROCAL: return 1.0f / x;
        default: return x;
    }
}

static inline float derivative(const int kind, const float x, const float y)
{
    switch (kind) {
        case RELU: return y <= 0.0f ? 0.0f : 1.0f;
        case SIGMOID: return y * (1.0f - y);
        case TANH: return 1.0f - y * y;
        case SOFTRELU: return -expm1(-y);
        case BRELU: return y <= 0.0f || y >= 24.0f ? 0.0f : 1.0f;
        case STANH: return 1.7159f * 2.0f / 3.0f * (1.0f - y / 1.7159f * (y / 1.7159f));
        case SOFTSIGN: return (1.0f - fabs(y)) * (1.0f - fabs(y));
        case EXP: return y;
        case ABS: return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : 0.0f;
        case SQUARE: return 2.0f * x;
        case LOG: return 1.0f / x;
        case SQRT: return 0.5f / y;
        case RECIPROCAL: return -y * y;
        default: return 1.0f;
    }
}

__kernel void activate(const int count, const int kind, __global const float *x, __global float *y)
{
    EACH;
    y[i] = function(kind, x[i]);
}

__kernel void activate_gradient(
    const int count, const int kind, __global const float *x, __global const float *y, __global const float *upstream,
    __global float *gradient, const int accumulate)
{
    EACH;
    const float value = upstream[i] * derivative(kind, x[i], y[i]);
    gradient[i] = accumulate ? gradient[i] + value : value;
}

__kernel void softmax(const int count, const int size, __global const float *x, __global float *y)
{
    EACH;
    x += (size_t)i * size;
    y += (size_t)i * size;
    float largest = x[0], sum = 0.0f;
    for (int k = 1; k < size; k++)
        largest = fmax(largest, x[k]);
    for (int k = 0; k < size; k++)
        sum += y[k] = exp(x[k] - largest);
    for (int k = 0; k < size; k++)
        y[k] /= sum;
}

__kernel void softmax_gradient(
    const int count, const int size, __global const float *y, __global const float *upstream, __global float *gradient, const int accumulate)
{
    EACH;
    y += (size_t)i * size;
    upstream += (size_t)i * size;
    gradient += (size_t)i * size;
    float product = 0.0f;
    for (int k = 0; k < size; k++)
        product = fma(y[k], upstream[k], product);
    for (int k = 0; k < size; k++) {
        const float value = y[k] * (upstream[k] - product);
        gradient[k] = accumulate ? gradient[k] + value : value;
    }
}

__kernel void max_id(const int count, const int size, __global const float *x, __global float *y)
{
    EACH;
    x += (size_t)i * size;
    int best = 0;
    for (int k = 1; k < size; k++) {
        if (x[k] > x[best])
            best = k;
    }
    y[i] = best;
}

// Bytes to numbers, as an input says.
__kernel void scale_pixels(const int count, const float scale, const float low, __global const uchar *pixels, __global float *x)
{
    EACH;
    x[i] = fma((float)pixels[i], scale, low);
}

__kernel void fill(const int count, const float value, __global float *x)
{
    EACH;
    x[i] = value;
}

// to[n, into + k] (+)= from[n, begin + k], for n samples of size values each.
__kernel void copy_part(
    const int count, const int size, __global const float *from, const int fromSize, const int begin,
    __global float *to, const int toSize, const int into, const int accumulate)
{
    EACH;
    const int sample = i / size, k = i - sample * size;
    const size_t at = (size_t)sample * toSize + into + k;
    const float value = from[(size_t)sample * fromSize + begin + k];
    to[at] = accumulate ? to[at] + value : value;
}

// y[n, d·rows + row, column] = x[n, row, column + d − context]: every column with its neighbours; 0 where there is none.
__kernel void columns(const int count, const int rows, const int width, const int context, __global const float *x, __global float *y)
{
    EACH;
    const int column = i % width, line = i / width, height = (2 * context + 1) * rows, sample = line / height, row = line - sample * height;
    const int from = column + row / rows - context;
    y[i] = from >= 0 && from < width ? x[((size_t)sample * rows + row % rows) * width + from] : 0.0f;
}

__kernel void columns_gradient(
    const int count, const int rows, const int width, const int context, __global const float *upstream, __global float *gradient, const int accumulate)
{
    EACH;
    const int column = i % width, line = i / width, sample = line / rows, row = line - sample * rows;
    float sum = 0.0f;
    for (int d = 0; d <= 2 * context; d++) {
        const int at = column - d + context;
        if (at >= 0 && at < width)
            sum += upstream[(((size_t)sample * (2 * context + 1) + d) * rows + row) * width + at];
    }
    gradient[i] = accumulate ? gradient[i] + sum : sum;
}

// SplitMix64, as Compute/Elementwise/DropoutMask.cs: value i of a shard takes 16 bits at place ⌊i/4⌋ of the sequence that the shard's key begins.
static inline ulong mixed(ulong z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
    return z ^ (z >> 31);
}

// y (+)= x · mask; the samples are shared out among shards as in BatchNormalization.cl, each with a key of its own.
__kernel void dropout(
    const int count, const int size, const int samples, const int shards, __global const ulong *keys, const uint threshold, const float kept,
    __global const float *x, __global float *y, const int accumulate)
{
    EACH;
    const int sample = i / size, shard = (int)(((long)(sample + 1) * shards - 1) / samples), first = (int)((long)shard * samples / shards);
    const uint at = (uint)(sample - first) * size + (i - sample * size);
    const ulong bits = mixed(keys[shard] + 0x9E3779B97F4A7C15UL * (at / 4 + 1)) >> (at % 4 * 16);
    const float value = (bits & 0xFFFF) < threshold ? 0.0f : x[i] * kept;
    y[i] = accumulate ? y[i] + value : value;
}
