// Costs of samples, a work-item each, and their gradients.

// Of costs of labels.
#define SAMPLE const int n = get_global_id(0); if (n >= count) return; const int label = labels[n]

// Softmax and cross-entropy, with part of the label spread over all classes. probabilities are kept for the gradient.
__kernel void classification(
    const int count, const int classes, const float smoothing, __global const int *labels,
    __global const float *logits, __global float *probabilities, __global float *costs)
{
    SAMPLE;
    logits += (size_t)n * classes;
    probabilities += (size_t)n * classes;
    float largest = logits[0], sum = 0.0f, total = logits[0];
    for (int k = 1; k < classes; k++) {
        largest = fmax(largest, logits[k]);
        total += logits[k];
    }
    for (int k = 0; k < classes; k++)
        sum += probabilities[k] = exp(logits[k] - largest);
    for (int k = 0; k < classes; k++)
        probabilities[k] /= sum;
    costs[n] = log(sum) + largest - logits[label] + (smoothing > 0.0f ? smoothing * (logits[label] - total / classes) : 0.0f);
}

__kernel void classification_gradient(
    const int count, const int classes, const float smoothing, __global const int *labels,
    __global const float *probabilities, __global const float *upstream, __global float *gradient, const int accumulate)
{
    SAMPLE;
    probabilities += (size_t)n * classes;
    gradient += (size_t)n * classes;
    for (int k = 0; k < classes; k++) {
        const float wanted = (k == label ? 1.0f - smoothing : 0.0f) + smoothing / classes;
        const float value = upstream[n] * (probabilities[k] - wanted);
        gradient[k] = accumulate ? gradient[k] + value : value;
    }
}

#define LEAST 1e-20f

__kernel void cross_entropy(const int count, const int classes, __global const int *labels, __global const float *x, __global float *costs)
{
    SAMPLE;
    const float p = x[(size_t)n * classes + label];
    costs[n] = -log(p < LEAST ? LEAST : p);
}

__kernel void cross_entropy_gradient(
    const int count, const int classes, __global const int *labels, __global const float *x, __global const float *upstream,
    __global float *gradient, const int accumulate)
{
    SAMPLE;
    for (int k = 0; k < classes; k++) {
        const size_t at = (size_t)n * classes + k;
        const float value = k == label ? -upstream[n] / fmax(x[at], LEAST) : 0.0f;
        gradient[at] = accumulate ? gradient[at] + value : value;
    }
}

__kernel void square_error(const int count, const int classes, __global const int *labels, __global const float *x, __global float *costs)
{
    SAMPLE;
    float sum = 0.0f;
    for (int k = 0; k < classes; k++) {
        const float difference = x[(size_t)n * classes + k] - (k == label ? 1.0f : 0.0f);
        sum = fma(difference, difference, sum);
    }
    costs[n] = sum;
}

__kernel void square_error_gradient(
    const int count, const int classes, __global const int *labels, __global const float *x, __global const float *upstream,
    __global float *gradient, const int accumulate)
{
    SAMPLE;
    for (int k = 0; k < classes; k++) {
        const size_t at = (size_t)n * classes + k;
        const float value = upstream[n] * 2.0f * (x[at] - (k == label ? 1.0f : 0.0f));
        gradient[at] = accumulate ? gradient[at] + value : value;
    }
}

__kernel void square_error_of_numbers(const int count, const int size, __global const float *targets, __global const float *x, __global float *costs)
{
    const int n = get_global_id(0);
    if (n >= count)
        return;
    float sum = 0.0f;
    for (size_t i = (size_t)n * size; i < (size_t)(n + 1) * size; i++) {
        const float difference = x[i] - targets[i];
        sum = fma(difference, difference, sum);
    }
    costs[n] = sum;
}

// Sigmoid and the cross-entropy of each label. probabilities are kept for the gradient.
__kernel void binary_cross_entropy(
    const int count, const int size, __global const float *targets, __global const float *logits, __global float *probabilities, __global float *costs)
{
    const int n = get_global_id(0);
    if (n >= count)
        return;
    float sum = 0.0f;
    for (size_t i = (size_t)n * size; i < (size_t)(n + 1) * size; i++) {
        const float decay = exp(-fabs(logits[i]));
        sum += fmax(logits[i], 0.0f) - logits[i] * targets[i] + log(1.0f + decay);
        probabilities[i] = (logits[i] >= 0.0f ? 1.0f : decay) / (1.0f + decay);
    }
    costs[n] = sum;
}

// A work-item a value.
__kernel void difference_gradient(
    const int count, const int size, const float factor, __global const float *targets, __global const float *predictions,
    __global const float *upstream, __global float *gradient, const int accumulate)
{
    const int i = get_global_id(0);
    if (i >= count)
        return;
    const float value = upstream[i / size] * factor * (predictions[i] - targets[i]);
    gradient[i] = accumulate ? gradient[i] + value : value;
}
