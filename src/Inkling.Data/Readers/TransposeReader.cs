namespace Inkling.Data;

/// <content>transpose</content>
public static partial class Readers
{
    /// <summary>This data set with rows and columns of all images exchanged, as EMNIST's need it.</summary>
    /// <param name="dataset">A data set of images.</param>
    public static Dataset Transposed(this Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var (height, width) = (dataset.Height, dataset.Width);
        return dataset with { Height = width, Width = height, Train = dataset.Train.Map(Transpose).Cache(), Test = dataset.Test.Map(Transpose).Cache() };

        Sample Transpose(Sample sample)
        {
            var from = sample.Pixels.Span;
            byte[] pixels = new byte[from.Length];
            for (int i = 0; i < pixels.Length; i++)
            {
                int at = i % (height * width); // in the plane of its colour
                pixels[i - at + (at % width * height) + (at / width)] = from[i];
            }

            return sample with { Pixels = pixels };
        }
    }
}
