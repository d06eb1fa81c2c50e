// The steps of the optimizers: parameters w, gradients g, what is remembered in first and second; keep, a, b, c and d are the settings of a step, as
// Training/Optimizers has them. Each gradient is scaled and clipped, and the slope of the penalties is added, before it is used.

#define UPDATE(name)                                                                                                         \
    __kernel void name(                                                                                                      \
        const int count, const int from, const float scale, const float limit, const float l1, const float l2,                \
        const float keep, const float a, const float b, const float c, const float d,                                        \
        __global float *values, __global const float *gradients, __global float *first, __global float *second)

#define SLOPE                                                                                                                \
    const int id = get_global_id(0);                                                                                         \
    if (id >= count)                                                                                                         \
        return;                                                                                                              \
    const int i = from + id;                                                                                                 \
    const float w = values[i];                                                                                                     \
    const float scaled = gradients[i] * scale, clipped = scaled > limit ? limit : scaled < -limit ? -limit : scaled;          \
    const float g = clipped + l2 * w + (w > 0.0f ? l1 : w < 0.0f ? -l1 : 0.0f)

UPDATE(step_momentum)
{
    SLOPE;
    const float v = b * first[i] - a * g;
    first[i] = v;
    values[i] = keep * w + v;
}

UPDATE(step_nesterov)
{
    SLOPE;
    const float v = b * first[i] - a * g;
    first[i] = v;
    values[i] = keep * w + b * v - a * g;
}

UPDATE(step_adam)
{
    SLOPE;
    const float m = first[i] + c * (g - first[i]), v = second[i] + d * (g * g - second[i]);
    first[i] = m;
    second[i] = v;
    values[i] = keep * w - a * m / (sqrt(v) + b);
}

UPDATE(step_adamax)
{
    SLOPE;
    const float m = first[i] + c * (g - first[i]), u = fmax(d * second[i], fabs(g) + b);
    first[i] = m;
    second[i] = u;
    values[i] = keep * w - a * m / u;
}

UPDATE(step_adagrad)
{
    SLOPE;
    const float s = first[i] + g * g;
    first[i] = s;
    values[i] = keep * w - a * g / sqrt(s + b);
}

UPDATE(step_decayed_adagrad)
{
    SLOPE;
    const float s = first[i] + c * (g * g - first[i]);
    first[i] = s;
    values[i] = keep * w - a * g / sqrt(s + b);
}

UPDATE(step_adadelta)
{
    SLOPE;
    const float s = first[i] + c * (g * g - first[i]), x = second[i], step = g * sqrt((x + b) / (s + b));
    first[i] = s;
    second[i] = x + c * (step * step - x);
    values[i] = keep * w - a * step;
}

UPDATE(step_rmsprop)
{
    SLOPE;
    const float s = first[i] + c * (g * g - first[i]), m = second[i] + d * (g - second[i]);
    first[i] = s;
    second[i] = m;
    values[i] = keep * w - a * g / sqrt(fmax(s - m * m, 0.0f) + b);
}

// to ← to + share · (from − to): an average that moves; a copy where the share is 1.
__kernel void approach(const int count, const int begin, const float share, __global const float *from, __global float *to)
{
    const int id = get_global_id(0);
    if (id >= count)
        return;

    const int i = begin + id;
    to[i] = share == 1.0f ? from[i] : to[i] + share * (from[i] - to[i]);
}
