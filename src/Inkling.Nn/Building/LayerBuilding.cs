using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>The words a network is written in: inputs, and layers on top of others.</summary>
public static class LayerBuilding
{
    /// <param name="input">What the new layer reads.</param>
    extension(Layer input)
    {
        /// <summary>An image input whose bytes 0..255 become −1..1, the chapter's scaling.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="channels">Values per pixel: 1 for gray.</param>
        /// <param name="height">Rows.</param>
        /// <param name="width">Columns.</param>
        /// <exception cref="ArgumentException">An extent is not positive.</exception>
        public static DataInput Image(string name, int channels, int height, int width) =>
            new(name, new(channels, height, width), PixelRange.MinusOneToOne);

        /// <summary>A vector input whose bytes 0..255 become −1..1.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="size">Values of a sample.</param>
        /// <exception cref="ArgumentException"><paramref name="size"/> is not positive.</exception>
        public static DataInput Vector(string name, int size) => new(name, Shape.Vector(size), PixelRange.MinusOneToOne);

        /// <summary>A vector input of numbers that are used as they are: the columns of a table, scaled by whoever gives them.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="size">Numbers of a sample.</param>
        /// <exception cref="ArgumentException"><paramref name="size"/> is not positive.</exception>
        public static DataInput Numbers(string name, int size) => new(name, Shape.Vector(size), scaling: null);

        /// <summary>An input of class labels.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="classes">How many classes there are.</param>
        /// <exception cref="ArgumentException">There are fewer than two classes.</exception>
        public static LabelInput Label(string name, int classes) => new(name, classes);

        /// <summary>An input of sequences of labels, of any length up to a most.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="classes">How many classes there are, 1..256; the blank of <see cref="Cost.Ctc"/> is none of them.</param>
        /// <param name="maxLength">The most labels of a sample.</param>
        /// <exception cref="ArgumentException">A number is out of range.</exception>
        public static LabelSequenceInput Labels(string name, int classes, int maxLength) => new(name, classes, maxLength);

        /// <summary>An input of true numbers: quantities to predict, or a 0 or 1 for each of several labels.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="size">Numbers per sample.</param>
        /// <exception cref="ArgumentException"><paramref name="size"/> is not positive.</exception>
        public static TargetInput Targets(string name, int size) => new(name, size);

        /// <summary>A fully connected layer, followed by an activation.</summary>
        /// <param name="size">How many values it gives.</param>
        /// <param name="activation">Null or <see cref="Activation.Linear"/> for none.</param>
        /// <param name="name">A name of its own, or null to be numbered.</param>
        /// <exception cref="ArgumentException"><paramref name="size"/> is not positive.</exception>
        public Layer FullyConnected(int size, Activation? activation = null, string? name = null) =>
            new FullyConnected(input, size, name).Activate(activation);

        /// <summary>A convolution, followed by an activation.</summary>
        /// <param name="filters">How many channels it gives.</param>
        /// <param name="filterSize">Rows and columns of a filter.</param>
        /// <param name="activation">Null or <see cref="Activation.Linear"/> for none.</param>
        /// <param name="stride">Input pixels from one output pixel to the next.</param>
        /// <param name="padding">Zeros added on each side.</param>
        /// <param name="name">A name of its own, or null to be numbered.</param>
        /// <param name="dilation">Input pixels from one cell of a filter to the next.</param>
        /// <param name="groups">How many groups channels and filters are cut into; a divisor of both.</param>
        /// <exception cref="ArgumentException">A setting is out of range, or the filter does not fit.</exception>
        public Layer Convolution(
            int filters, int filterSize, Activation? activation = null, int stride = 1, int padding = 0, string? name = null, int dilation = 1, int groups = 1) =>
            new Convolution2D(input, filters, filterSize, stride, padding, name, channels: null, dilation, groups).Activate(activation);

        /// <summary>Max pooling.</summary>
        /// <param name="size">Rows and columns of the window.</param>
        /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
        /// <param name="padding">Cells outside the image a window may cover on each side.</param>
        /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
        /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit.</exception>
        public Layer MaxPool(int size, int stride = 0, int padding = 0, bool ceilMode = false) =>
            new MaxPooling2D(input, size, stride, padding, ceilMode);

        /// <summary>Max pooling of windows one column wide, which keeps the columns.</summary>
        /// <param name="rows">Rows of a window, a divisor of the image's.</param>
        /// <exception cref="ArgumentException">The rows are no divisor of the image's.</exception>
        public Layer MaxPoolRows(int rows) => new RowMaxPooling2D(input, rows);

        /// <summary>Every column with its neighbours as the channels of one place: the image as a sequence.</summary>
        /// <param name="context">Neighbours taken along on each side.</param>
        /// <exception cref="ArgumentException">The context is negative, or not below the width.</exception>
        public Layer Columns(int context = 0) => new Columns(input, context);

        /// <summary>Average pooling.</summary>
        /// <param name="size">Rows and columns of the window.</param>
        /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
        /// <param name="padding">Cells outside the image a window may cover on each side.</param>
        /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
        /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit.</exception>
        public Layer AveragePool(int size, int stride = 0, int padding = 0, bool ceilMode = false) =>
            new SumPooling2D(input, PoolingDivisor.Cells, size, stride, padding, ceilMode);

        /// <summary>Sum pooling.</summary>
        /// <param name="size">Rows and columns of the window.</param>
        /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
        /// <param name="padding">Cells outside the image a window may cover on each side.</param>
        /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
        /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit.</exception>
        public Layer SumPool(int size, int stride = 0, int padding = 0, bool ceilMode = false) =>
            new SumPooling2D(input, PoolingDivisor.One, size, stride, padding, ceilMode);

        /// <summary>Square-root-n pooling: the sum of a window divided by the root of its cells.</summary>
        /// <param name="size">Rows and columns of the window.</param>
        /// <param name="stride">Input pixels from one window to the next; 0 means <paramref name="size"/>.</param>
        /// <param name="padding">Cells outside the image a window may cover on each side.</param>
        /// <param name="ceilMode">Whether windows that reach beyond the image count.</param>
        /// <exception cref="ArgumentException">A setting is out of range, or the window does not fit.</exception>
        public Layer SquareRootPool(int size, int stride = 0, int padding = 0, bool ceilMode = false) =>
            new SumPooling2D(input, PoolingDivisor.RootOfCells, size, stride, padding, ceilMode);

        /// <summary>Batch normalization, followed by an activation.</summary>
        /// <param name="activation">Null or <see cref="Activation.Linear"/> for none.</param>
        /// <param name="decay">How much of the moving averages stays at each iteration.</param>
        /// <param name="epsilon">What is added to the variance.</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        public Layer BatchNorm(Activation? activation = null, double decay = 0.9, double epsilon = 1e-5) =>
            new BatchNorm(input, decay, epsilon).Activate(activation);

        /// <summary>Dropout.</summary>
        /// <param name="rate">The part of the values that is dropped while learning, 0 or more and below 1.</param>
        /// <exception cref="ArgumentException">The rate is out of range.</exception>
        public Layer Dropout(double rate) => new Dropout(input, rate);

        /// <summary>The index of the largest value.</summary>
        public Layer MaxId() => new MaxId(input);

        /// <summary>The sum of this layer and others of its shape.</summary>
        /// <param name="others">One or more layers.</param>
        /// <exception cref="ArgumentException">There are none, or a shape differs.</exception>
        public Layer Add(params IReadOnlyList<Layer> others) => new Add([input, .. others]);

        /// <summary>The channels of this layer, then those of others.</summary>
        /// <param name="others">One or more layers of the same height and width.</param>
        /// <exception cref="ArgumentException">There are none, or a height or width differs.</exception>
        public Layer Concatenate(params IReadOnlyList<Layer> others) => new Concatenate([input, .. others]);

        /// <summary>The chapter's <c>simple_img_conv_pool</c>: convolution, activation, then max pooling whose windows do not overlap.</summary>
        /// <param name="filters">How many channels it gives.</param>
        /// <param name="filterSize">Rows and columns of a filter.</param>
        /// <param name="poolSize">Rows and columns of the pooling window, and its stride.</param>
        /// <param name="activation">Between the two.</param>
        /// <exception cref="ArgumentException">A setting is out of range, or filter or window does not fit.</exception>
        public Layer ConvPool(int filters, int filterSize, int poolSize, Activation activation) =>
            input.Convolution(filters, filterSize, activation).MaxPool(poolSize);

        /// <summary>The chapter's <c>img_conv_bn_pool</c>: convolution, batch normalization, activation, then max pooling whose windows do not overlap.</summary>
        /// <param name="filters">How many channels it gives.</param>
        /// <param name="filterSize">Rows and columns of a filter.</param>
        /// <param name="poolSize">Rows and columns of the pooling window, and its stride.</param>
        /// <param name="activation">Behind the normalization.</param>
        /// <param name="padding">Zeros added on each side.</param>
        /// <exception cref="ArgumentException">A setting is out of range, or filter or window does not fit.</exception>
        public Layer ConvNormPool(int filters, int filterSize, int poolSize, Activation activation, int padding = 0) =>
            input.Convolution(filters, filterSize, padding: padding).BatchNorm(activation).MaxPool(poolSize);

        /// <summary>
        /// The chapter's <c>img_conv_group</c>: convolutions of 3×3 that keep height and width, each with batch normalization, activation and, between
        /// two of them, dropout; then max pooling.
        /// </summary>
        /// <param name="filters">The channels that each convolution gives.</param>
        /// <param name="activation">Behind each normalization.</param>
        /// <param name="dropout">The part of the values dropped between two convolutions.</param>
        /// <param name="poolSize">Rows and columns of the pooling window, and its stride.</param>
        /// <exception cref="ArgumentException">There are no filters, or a setting is out of range.</exception>
        public Layer ConvGroup(IReadOnlyList<int> filters, Activation activation, double dropout = 0.0, int poolSize = 2)
        {
            ArgumentNullException.ThrowIfNull(filters);
            if (filters.Count == 0)
                throw new ArgumentException("conv group: expected one or more convolutions, got none", nameof(filters));

            var layer = input;
            for (int i = 0; i < filters.Count; i++)
            {
                layer = layer.Convolution(filters[i], 3, padding: 1).BatchNorm(activation);
                if (dropout > 0.0 && i < filters.Count - 1)
                    layer = layer.Dropout(dropout);
            }

            return layer.MaxPool(poolSize);
        }

        /// <summary>An activation.</summary>
        /// <param name="activation">Null or <see cref="Activation.Linear"/> gives this layer itself.</param>
        public Layer Activate(Activation? activation) =>
            activation is null || activation == Activation.Linear ? input : new ActivationLayer(input, activation);
    }
}
