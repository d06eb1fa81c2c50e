namespace Inkling.Nn;

/// <content>The words a network is written in: each one describes a layer on top of this one.</content>
public abstract partial class Layer
{
    /// <summary>An image input whose bytes 0..255 become −1..1, the chapter's scaling.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="channels">Values per pixel: 1 for gray.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <exception cref="ArgumentException">An extent is not positive.</exception>
    public static DataInput Image(string name, int channels, int height, int width) =>
        new(name, new(channels, height, width), PixelRange.MinusOneToOne);

    /// <summary>A vector input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">Values of a sample.</param>
    /// <exception cref="ArgumentException"><paramref name="size"/> is not positive.</exception>
    public static DataInput Vector(string name, int size) => new(name, Shape.Vector(size), PixelRange.MinusOneToOne);

    /// <summary>An input of class labels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">There are fewer than two classes.</exception>
    public static LabelInput Label(string name, int classes) => new(name, classes);

    /// <summary>A fully connected layer, followed by an activation.</summary>
    /// <param name="size">How many values it gives.</param>
    /// <param name="activation">Null or <see cref="Activation.Linear"/> for none.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException"><paramref name="size"/> is not positive.</exception>
    public Layer FullyConnected(int size, Activation? activation = null, string? name = null) =>
        new FullyConnected(this, size, name).Activate(activation);

    /// <summary>A convolution, followed by an activation.</summary>
    /// <param name="filters">How many channels it gives.</param>
    /// <param name="filterSize">Rows and columns of a filter.</param>
    /// <param name="activation">Null or <see cref="Activation.Linear"/> for none.</param>
    /// <param name="stride">Input pixels from one output pixel to the next.</param>
    /// <param name="padding">Zeros added on each side.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the filter does not fit.</exception>
    public Layer Convolution(int filters, int filterSize, Activation? activation = null, int stride = 1, int padding = 0, string? name = null) =>
        new Convolution2D(this, filters, filterSize, stride, padding, name).Activate(activation);

    /// <summary>Max pooling.</summary>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
    /// <param name="padding">Cells outside the image a window may cover on each side.</param>
    /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit.</exception>
    public Layer MaxPool(int size, int stride = 0, int padding = 0, bool ceilMode = false) =>
        new MaxPooling2D(this, size, stride, padding, ceilMode);

    /// <summary>Average pooling.</summary>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
    /// <param name="padding">Cells outside the image a window may cover on each side.</param>
    /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit.</exception>
    public Layer AveragePool(int size, int stride = 0, int padding = 0, bool ceilMode = false) =>
        new AveragePooling2D(this, size, stride, padding, ceilMode);

    /// <summary>The chapter's <c>simple_img_conv_pool</c>: convolution, activation, then max pooling whose windows do not overlap.</summary>
    /// <param name="filters">How many channels it gives.</param>
    /// <param name="filterSize">Rows and columns of a filter.</param>
    /// <param name="poolSize">Rows and columns of the pooling window, and its stride.</param>
    /// <param name="activation">Between the two.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or filter or window does not fit.</exception>
    public Layer ConvPool(int filters, int filterSize, int poolSize, Activation activation) =>
        Convolution(filters, filterSize, activation).MaxPool(poolSize);

    /// <summary>An activation.</summary>
    /// <param name="activation">Null or <see cref="Activation.Linear"/> gives this layer itself.</param>
    public Layer Activate(Activation? activation) =>
        activation is null || activation == Activation.Linear ? this : new ActivationLayer(this, activation);
}
