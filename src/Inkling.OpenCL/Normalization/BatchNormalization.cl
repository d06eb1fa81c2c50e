// Batch normalization of x [samples, channels, pixels]. While learning, the samples are normalized in groups of neighbours: group g begins with sample
// ⌊g·samples/groups⌋, as the shards of a trainer do. Statistics are [groups, channels]; γ, β and the moving averages stand in the parameters at places of their own.

static inline int group_of(const int sample, const int samples, const int groups)
{
    return (int)(((long)(sample + 1) * groups - 1) / samples);
}

// A group of work-items per channel and group of samples.
#define EXTENT                                                                                                               \
    const int channel = get_group_id(0), group = get_group_id(1), at = group * channels + channel;                            \
    const int first = (int)((long)group * samples / groups), values = ((int)((long)(group + 1) * samples / groups) - first) * pixels

#define INDEX(i) (((size_t)(first + (i) / pixels) * channels + channel) * pixels + (i) % pixels)

__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void batchnorm_measure(
    const int samples, const int groups, const int channels, const int pixels, const float epsilon,
    __global const float *x, __global const float *parameters, const int weightAt,
    __global float *means, __global float *variances, __global float *factors)
{
    __local float memory[GROUP];
    EXTENT;
    float sum = 0.0f;
    for (int i = get_local_id(0); i < values; i += GROUP)
        sum += x[INDEX(i)];
    const float mean = sum_of_group(memory, sum) / values;

    float squares = 0.0f;
    for (int i = get_local_id(0); i < values; i += GROUP) {
        const float deviation = x[INDEX(i)] - mean;
        squares = fma(deviation, deviation, squares);
    }
    const float variance = sum_of_group(memory, squares) / values;
    if (get_local_id(0) == 0) {
        means[at] = mean;
        variances[at] = variance;
        factors[at] = parameters[weightAt + channel] / sqrt(variance + epsilon);
    }
}

// factors = γ/√(σ² + ε) of the moving averages
__kernel void batchnorm_factors(
    const int count, const float epsilon, __global const float *parameters, const int weightAt, const int varianceAt, __global float *factors)
{
    const int i = get_global_id(0);
    if (i < count)
        factors[i] = parameters[weightAt + i] / sqrt(parameters[varianceAt + i] + epsilon);
}

__kernel void batchnorm_apply(
    const int count, const int samples, const int groups, const int channels, const int pixels,
    __global const float *x, __global const float *means, const int meansAt, __global const float *factors,
    __global const float *parameters, const int biasAt, __global float *y)
{
    const int i = get_global_id(0);
    if (i >= count)
        return;

    const int plane = i / pixels, sample = plane / channels, channel = plane - sample * channels, at = group_of(sample, samples, groups) * channels + channel;
    y[i] = fma(x[i] - means[meansAt + at], factors[at], parameters[biasAt + channel]);
}

// The sums over dY and over dY·(x − μ).
__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void batchnorm_measure_gradient(
    const int samples, const int groups, const int channels, const int pixels,
    __global const float *x, __global const float *means, __global const float *upstream, __global float *sums, __global float *products)
{
    __local float memory[GROUP];
    EXTENT;
    const float mean = means[at];
    float sum = 0.0f, product = 0.0f;
    for (int i = get_local_id(0); i < values; i += GROUP) {
        const float slope = upstream[INDEX(i)];
        sum += slope;
        product = fma(slope, x[INDEX(i)] - mean, product);
    }
    sum = sum_of_group(memory, sum);
    product = sum_of_group(memory, product);
    if (get_local_id(0) == 0) {
        sums[at] = sum;
        products[at] = product;
    }
}

// The gradients of γ and β, and in the place of gradients what was observed of the mean and the variance.
__kernel void batchnorm_gradient_of_parameters(
    const int channels, const int samples, const int groups, const int pixels, const float epsilon, const float sampleWeight,
    __global const float *means, __global const float *variances, __global const float *sums, __global const float *products,
    __global float *gradients, const int weightAt, const int biasAt, const int meanAt, const int varianceAt)
{
    const int channel = get_global_id(0);
    if (channel >= channels)
        return;

    float ofWeight = 0.0f, ofBias = 0.0f, mean = 0.0f, variance = 0.0f;
    for (int group = 0; group < groups; group++) {
        const int at = group * channels + channel, seen = (int)((long)(group + 1) * samples / groups) - (int)((long)group * samples / groups);
        const float values = (float)seen * pixels, share = seen * sampleWeight;
        ofWeight += products[at] / sqrt(variances[at] + epsilon);
        ofBias += sums[at];
        mean = fma(share, means[at], mean);
        variance = fma(share, variances[at] * (values > 1.0f ? values / (values - 1.0f) : 1.0f), variance);
    }
    gradients[weightAt + channel] = ofWeight;
    gradients[biasAt + channel] = ofBias;
    gradients[meanAt + channel] = mean;
    gradients[varianceAt + channel] = variance;
}

// dX = γ·r·(dY − dβ/M − x̂·dγ/M) with x̂ = (x − μ)·r, r = 1/√(σ² + ε), for M values.
__kernel void batchnorm_gradient(
    const int count, const int samples, const int groups, const int channels, const int pixels, const float epsilon,
    __global const float *x, __global const float *parameters, const int weightAt, __global const float *means, __global const float *variances,
    __global const float *sums, __global const float *products, __global const float *upstream, __global float *gradient, const int accumulate)
{
    const int i = get_global_id(0);
    if (i >= count)
        return;

    const int plane = i / pixels, sample = plane / channels, channel = plane - sample * channels;
    const int group = group_of(sample, samples, groups), at = group * channels + channel;
    const float values = (float)(((int)((long)(group + 1) * samples / groups) - (int)((long)group * samples / groups)) * pixels);
    const float r = 1.0f / sqrt(variances[at] + epsilon);
    const float value = parameters[weightAt + channel] * r * (upstream[i] - sums[at] / values - (x[i] - means[at]) * r * r * products[at] / values);
    gradient[i] = accumulate ? gradient[i] + value : value;
}
