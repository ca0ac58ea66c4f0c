namespace Unfurl;

/// <summary>What one sample shows of its image, the same for all channels.</summary>
internal readonly struct ImageWindow
{
    private readonly int _height, _width, _cropHeight, _cropWidth;
    private readonly int _top, _left;
    private readonly bool _mirrored;
    private readonly (int Start, int End) _cutRows, _cutColumns;
    private readonly float _fill;

    /// <summary>Draws one.</summary>
    public ImageWindow(Augmentation how, int height, int width, int cropHeight, int cropWidth, SplitMix64 random)
    {
        (_height, _width, _cropHeight, _cropWidth, _fill) = (height, width, cropHeight, cropWidth, how.Fill);
        _top = random.NextInt32(height + 2 * how.Padding - cropHeight + 1) - how.Padding;
        _left = random.NextInt32(width + 2 * how.Padding - cropWidth + 1) - how.Padding;
        _top += random.NextInt32(2 * how.Shift + 1) - how.Shift;
        _left += random.NextInt32(2 * how.Shift + 1) - how.Shift;
        _mirrored = random.NextInt32(2) == 1 && how.HorizontalFlip;
        _cutRows = Around(random.NextInt32(cropHeight), how.Cutout, cropHeight);
        _cutColumns = Around(random.NextInt32(cropWidth), how.Cutout, cropWidth);
    }

    /// <summary>Cuts the window out of one channel.</summary>
    public void Cut(ReadOnlySpan<float> plane, Span<float> crop)
    {
        // Columns of the window that lie in the image.
        int start = Math.Clamp(-_left, 0, _cropWidth), end = Math.Clamp(_width - _left, start, _cropWidth);
        for (int y = 0; y < _cropHeight; y++)
        {
            Span<float> row = crop.Slice(y * _cropWidth, _cropWidth);
            int from = y + _top;
            if (from < 0 || from >= _height)
            {
                row.Fill(_fill);
                continue;
            }

            row[..start].Fill(_fill);
            row[end..].Fill(_fill);
            if (end > start)
                plane.Slice(from * _width + start + _left, end - start).CopyTo(row[start..]);
            if (_mirrored)
                row.Reverse();
            if (y >= _cutRows.Start && y < _cutRows.End)
                row[_cutColumns.Start.._cutColumns.End].Fill(_fill);
        }
    }

    private static (int Start, int End) Around(int centre, int side, int length)
    {
        int start = centre - side / 2;
        return (Math.Clamp(start, 0, length), Math.Clamp(start + side, 0, length));
    }
}
