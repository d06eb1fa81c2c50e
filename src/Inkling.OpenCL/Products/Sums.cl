// Sums in a fixed order: the same bits in every run.

#define GROUP 256

// The sum over all work-items of a group, for all of them to read.
static inline float sum_of_group(__local float *memory, const float value)
{
    const int lid = get_local_id(0);
    memory[lid] = value;
    for (int half_ = GROUP / 2; half_ > 0; half_ /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (lid < half_)
            memory[lid] += memory[lid + half_];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    const float sum = memory[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    return sum;
}

// result[at + i] = Σ_part sums[part, i]
__kernel void add_parts(const int count, const int parts, __global const float *sums, __global float *result, const int at)
{
    const int i = get_global_id(0);
    if (i >= count)
        return;

    float sum = 0.0f;
    for (int part = 0; part < parts; part++)
        sum += sums[(size_t)part * count + i];
    result[at + i] = sum;
}

// sums[part, channel] = the sum over a part of the samples and all pixels of x [samples, channels, pixels]. A group per channel and part.
__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void sum_channels(const int samples, const int channels, const int pixels, const int samplesPerPart, __global const float *x, __global float *sums)
{
    __local float memory[GROUP];
    const int channel = get_group_id(0), part = get_group_id(1);
    const int first = part * samplesPerPart, values = max(0, min(samplesPerPart, samples - first)) * pixels;
    float sum = 0.0f;
    for (int i = get_local_id(0); i < values; i += GROUP) {
        const int sample = i / pixels;
        sum += x[((size_t)(first + sample) * channels + channel) * pixels + (i - sample * pixels)];
    }
    sum = sum_of_group(memory, sum);
    if (get_local_id(0) == 0)
        sums[part * channels + channel] = sum;
}

// sums[group] = the sum of squares of a stretch of x. A group per stretch of length values.
__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void sum_squares(const int from, const int to, const int length, __global const float *x, __global float *sums)
{
    __local float memory[GROUP];
    const int start = from + get_group_id(0) * length, end = min(to, start + length);
    float sum = 0.0f;
    for (int i = start + get_local_id(0); i < end; i += GROUP)
        sum = fma(x[i], x[i], sum);
    sum = sum_of_group(memory, sum);
    if (get_local_id(0) == 0)
        sums[get_group_id(0)] = sum;
}
