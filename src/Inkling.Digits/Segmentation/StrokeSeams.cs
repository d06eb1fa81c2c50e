using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>
/// Cuts through the strokes of a piece, each where it crosses the least ink: for every place of the strokes the cheapest path from above the piece to
/// below it that runs through that place. On paper it may run as it likes, so it finds the way round a hook to the one place where two digits meet.
/// </summary>
internal sealed class StrokeSeams
{
    /// <summary>What a pixel of paper costs, in pixels of full ink: of two ways the shorter.</summary>
    private const float Paper = 0.02f;

    /// <summary>How far apart the places are, as a share of the line's height.</summary>
    private const double Spacing = 0.06;

    private const int None = -1;

    private readonly InkPiece _piece;
    private readonly int _imageWidth;
    private readonly int _width;
    private readonly float[] _costs; // of the piece's box, with a row of paper above and one below
    private readonly int[] _places; // of the piece's pixels in it
    private readonly (float[] Cost, int[] Next) _up;
    private readonly (float[] Cost, int[] Next) _down;

    private StrokeSeams(InkPiece piece, GrayImage ink)
    {
        (_piece, _imageWidth, _width) = (piece, ink.Width, piece.Box.Width);
        _costs = new float[_width * (piece.Box.Height + 2)];
        Array.Fill(_costs, Paper);
        _places = new int[piece.Pixels.Count];
        for (int i = 0; i < _places.Length; i++)
        {
            _places[i] = Place(piece.Pixels[i]);
            _costs[_places[i]] += ink.Pixels.Span[piece.Pixels[i]] / 255f;
        }

        _up = Ways(fromRow: 0);
        _down = Ways(fromRow: piece.Box.Height + 1);
    }

    /// <summary>The cuts of a piece, the cheapest first.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="ink">The image it is in.</param>
    /// <param name="lineHeight">How high the digits of its line are.</param>
    /// <param name="most">The most ink that a cut may cross.</param>
    public static IEnumerable<Cut> Through(InkPiece piece, GrayImage ink, double lineHeight, double most) =>
        new StrokeSeams(piece, ink).Through(Math.Max(1, (int)Math.Round(Spacing * lineHeight)), most);

    private IEnumerable<Cut> Through(int distance, double most)
    {
        var near = new bool[_costs.Length];
        foreach (int place in _places.Where(place => Cost(place) <= most).OrderBy(Cost))
        {
            if (near[place])
                continue;

            Mark(near, place, distance);
            var left = LeftOf([.. Way(_up.Next, place), .. Way(_down.Next, place)]);
            yield return new Cut(_piece, _imageWidth, Cost(place), pixel => left[Place(pixel)]);
        }
    }

    /// <summary>Where a pixel of the image is in the box with its rows of paper.</summary>
    private int Place(int pixel)
    {
        var (y, x) = Math.DivRem(pixel, _imageWidth);
        return ((y - _piece.Box.Y + 1) * _width) + x - _piece.Box.X;
    }

    private double Cost(int place) => _up.Cost[place] + _down.Cost[place] - _costs[place];

    /// <summary>The cheapest way from a row to every place, and of every place the next one on the way back (E. W. Dijkstra, 1959).</summary>
    private (float[] Cost, int[] Next) Ways(int fromRow)
    {
        var cost = new float[_costs.Length];
        Array.Fill(cost, float.PositiveInfinity);
        var next = new int[_costs.Length];
        var reached = new PriorityQueue<int, float>();
        for (int place = fromRow * _width; place < (fromRow + 1) * _width; place++)
            Reach(place, None, _costs[place]);

        while (reached.TryDequeue(out int place, out float at))
        {
            if (at > cost[place])
                continue;
            int x = place % _width, top = Math.Max(0, place - x - _width), bottom = Math.Min(_costs.Length - _width, place - x + _width);
            for (int row = top; row <= bottom; row += _width)
            {
                for (int column = Math.Max(0, x - 1); column <= Math.Min(_width - 1, x + 1); column++)
                {
                    bool isDiagonal = row != place - x && column != x;
                    Reach(row + column, place, at + (_costs[row + column] * (isDiagonal ? float.Sqrt(2) : 1)));
                }
            }
        }

        return (cost, next);

        void Reach(int place, int from, float at)
        {
            if (at >= cost[place])
                return;
            (cost[place], next[place]) = (at, from);
            reached.Enqueue(place, at);
        }
    }

    private static IEnumerable<int> Way(int[] next, int place)
    {
        for (; place != None; place = next[place])
            yield return place;
    }

    /// <summary>What lies on the left of a path: all that is left of the leftmost of it, and what is reached from there without crossing it.</summary>
    private bool[] LeftOf(List<int> path)
    {
        int first = Math.Max(0, path.Min(place => place % _width) - 1), last = path.Max(place => place % _width);
        var (left, onPath) = (new bool[_costs.Length], new bool[_costs.Length]);
        path.ForEach(place => onPath[place] = true);
        var open = new Stack<int>();
        for (int row = 0; row < _costs.Length; row += _width)
        {
            left.AsSpan(row, first).Fill(true);
            Reach(row + first);
        }

        while (open.TryPop(out int place))
        {
            int x = place % _width;
            if (x > first)
                Reach(place - 1);
            if (x < last)
                Reach(place + 1);
            if (place >= _width)
                Reach(place - _width);
            if (place + _width < _costs.Length)
                Reach(place + _width);
        }

        return left;

        void Reach(int place)
        {
            if (left[place] || onPath[place])
                return;
            left[place] = true;
            open.Push(place);
        }
    }

    private void Mark(bool[] near, int place, int distance)
    {
        var (row, column) = Math.DivRem(place, _width);
        for (int y = Math.Max(0, row - distance); y <= Math.Min((_costs.Length / _width) - 1, row + distance); y++)
        {
            for (int x = Math.Max(0, column - distance); x <= Math.Min(_width - 1, column + distance); x++)
            {
                if (((x - column) * (x - column)) + ((y - row) * (y - row)) <= distance * distance)
                    near[(y * _width) + x] = true;
            }
        }
    }
}
