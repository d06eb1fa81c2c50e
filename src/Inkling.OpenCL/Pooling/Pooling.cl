// Pooling: windows of sizeY × sizeX pixels, strideY and strideX pixels apart, of planes of height × width; what is outside a plane takes no part.
// Backward, every pixel asks the windows that cover it: nothing is added from two places at once.

#define WINDOWS const int height, const int width, const int sizeY, const int sizeX, const int strideY, const int strideX, const int padding, \
                const int outHeight, const int outWidth

// The window of work-item i: its plane, and where in it the window begins.
#define WINDOW_OF_ITEM                                                                                                       \
    const int i = get_global_id(0);                                                                                          \
    if (i >= count)                                                                                                          \
        return;                                                                                                              \
    const int plane = i / (outHeight * outWidth), place = i - plane * outHeight * outWidth, row = place / outWidth, column = place - row * outWidth; \
    const int top = row * strideY - padding, left = column * strideX - padding;                                              \
    __global const float *from = x + (size_t)plane * height * width

// The pixel of work-item i: where it is in its plane, and where the windows of that plane begin.
#define PIXEL_OF_ITEM                                                                                                        \
    const int i = get_global_id(0);                                                                                          \
    if (i >= count)                                                                                                          \
        return;                                                                                                              \
    const int plane = i / (height * width), place = i - plane * height * width, row = place / width, column = place - row * width; \
    const size_t windows = (size_t)plane * outHeight * outWidth

// The windows that cover a pixel begin with this one, and end with (at + padding) / stride.
static inline int first_window(const int at, const int size, const int stride, const int padding)
{
    const int reach = at + padding - size + 1;
    return reach <= 0 ? 0 : (reach + stride - 1) / stride;
}

// y = the largest of each window, places = where in the plane it stands: of equal ones the first.
__kernel void max_pool(const int count, WINDOWS, __global const float *x, __global float *y, __global int *places)
{
    WINDOW_OF_ITEM;
    float largest = -INFINITY;
    int where = -1;
    for (int r = max(top, 0); r < min(top + sizeY, height); r++) {
        for (int c = max(left, 0); c < min(left + sizeX, width); c++) {
            const float value = from[r * width + c];
            if (where < 0 || value > largest || isnan(value)) {
                largest = value;
                where = r * width + c;
            }
        }
    }
    y[i] = largest;
    places[i] = where;
}

__kernel void max_pool_gradient(
    const int count, WINDOWS, __global const float *upstream, __global const int *places, __global float *gradient, const int accumulate)
{
    PIXEL_OF_ITEM;
    float sum = 0.0f;
    for (int r = first_window(row, sizeY, strideY, padding); r <= min((row + padding) / strideY, outHeight - 1); r++) {
        for (int c = first_window(column, sizeX, strideX, padding); c <= min((column + padding) / strideX, outWidth - 1); c++) {
            const size_t window = windows + r * outWidth + c;
            if (places[window] == place)
                sum += upstream[window];
        }
    }
    gradient[i] = accumulate ? gradient[i] + sum : sum;
}

// What the n cells of a window inside the plane divide their sum by: kind 0: 1; 1: √n; 2: n.
static inline float divisor(const int kind, const int top, const int left, const int sizeY, const int sizeX, const int height, const int width)
{
    const int cells = (min(top + sizeY, height) - max(top, 0)) * (min(left + sizeX, width) - max(left, 0));
    return kind == 0 ? 1.0f : kind == 1 ? sqrt((float)cells) : (float)cells;
}

__kernel void sum_pool(const int count, WINDOWS, __global const float *x, __global float *y, const int kind)
{
    WINDOW_OF_ITEM;
    float sum = 0.0f;
    for (int r = max(top, 0); r < min(top + sizeY, height); r++)
        for (int c = max(left, 0); c < min(left + sizeX, width); c++)
            sum += from[r * width + c];
    y[i] = sum / divisor(kind, top, left, sizeY, sizeX, height, width);
}

__kernel void sum_pool_gradient(const int count, WINDOWS, __global const float *upstream, const int kind, __global float *gradient, const int accumulate)
{
    PIXEL_OF_ITEM;
    float sum = 0.0f;
    for (int r = first_window(row, sizeY, strideY, padding); r <= min((row + padding) / strideY, outHeight - 1); r++)
        for (int c = first_window(column, sizeX, strideX, padding); c <= min((column + padding) / strideX, outWidth - 1); c++)
            sum += upstream[windows + r * outWidth + c] / divisor(kind, r * strideY - padding, c * strideX - padding, sizeY, sizeX, height, width);
    gradient[i] = accumulate ? gradient[i] + sum : sum;
}
